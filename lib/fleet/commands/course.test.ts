import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import type { Command, CommandKind, CommandStage } from "../../domain/command/command";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, requested, second, TestFleet, t0 } from "../test-fleet";
import { commandsOf, openCommandOf } from "./command-tracker";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue | null>>;

const all = (values: Values, at: number) =>
  (Object.keys(values) as KnownKey[]).map((key) => observed(key, values[key] ?? null, at));

function tell(world: TestFleet, values: Values): void {
  world.now += second;
  world.says(id, all(values, world.now));
}

/** A charger with a car that is paused. */
function paused(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  world.connection(true);
  world.says(id, all({ sessionId: "s-1", mode: "finished", pausedByOrder: true }, t0 - minute));
  world.now += second;
  return world;
}

const stored = (kind: CommandKind, ...stages: CommandStage[]): Command => ({
  ...requested(kind, "c", t0),
  course: (["requested", ...stages] as const).map((stage, n) => ({ stage, at: t0 + n * second, reason: null })),
});
const last = (world: TestFleet, command = "c") => world.fleet.commands.get(command)?.command.course.at(-1);

describe("a command's end", () => {
  test("is not put off by what the charger says that proves nothing", () => {
    const world = paused();
    world.gives("start", "c");
    world.answers("c", 200);
    const dueAt = world.now + minute;
    world.tick(30 * second);
    tell(world, { powerW: 0, pausedByOrder: false });
    world.tick(dueAt - world.now);
    expect(last(world)).toMatchObject({ stage: "noEffect", at: dueAt });
  });

  test("comes in time where the flag is told that it did not ask for", () => {
    const world = paused();
    tell(world, { pausedByOrder: false, mode: "charging" });
    world.gives("stop", "c");
    tell(world, { pausedByOrder: false });
    world.tick(15 * second);
    expect(last(world)).toMatchObject({ stage: "expired", reason: { code: "noAnswer" } });
  });

  test("of a start that nobody obeyed names no car, though the car is done", () => {
    const world = paused();
    tell(world, { pausedByOrder: false });
    world.gives("start", "c");
    world.answers("c", 200);
    world.tick(minute);
    expect(last(world)).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });

  test("a car that begins at once and takes nothing has declined", () => {
    const world = paused();
    world.gives("start", "c");
    world.answers("c", 200);
    tell(world, { pausedByOrder: false, mode: "charging" });
    tell(world, { mode: "finished" });
    expect(last(world)).toMatchObject({ stage: "noEffect", reason: { code: "carDeclined" } });
  });
});

test.each([
  [199, "rejected"],
  [200, "acknowledged"],
  [299, "acknowledged"],
  [300, "rejected"],
])("an answer of %s: %s; one that comes twice counts once", (status, stage) => {
  const world = paused();
  world.gives("restart", "c");
  world.answers("c", status);
  world.answers("c", 400);
  expect(world.course("c")).toEqual(["requested", "published", stage]);
});

test.each<[CommandKind, CommandKind]>([
  ["start", "restart"],
  ["stop", "stop"],
])("a pause is nobody's of ours that follows a %s and a refused %s", (first, second) => {
  const world = paused();
  tell(world, { pausedByOrder: false, mode: "charging" });
  for (const kind of [first, second]) {
    world.gives(kind);
    world.answers(kind, 400);
  }
  tell(world, { pausedByOrder: true, mode: "finished" });
  expect(world.view().state).toMatchObject({ word: "paused", pausedBy: null });
});

test("a restart that had its effect is nobody's pause", () => {
  const world = paused();
  world.gives("restart", "c");
  world.answers("c", 200);
  tell(world, { startedUp: 1 });
  expect([last(world)?.stage, world.view().state.pausedBy]).toEqual(["effective", null]);
});

test("open commands are never dropped, however many have ended since; of those twenty are kept", () => {
  const world = paused();
  world.gives("upgradeFirmware", "open");
  for (let i = 0; i < 25; i += 1) {
    world.now += second;
    world.gives("restart", `c${i}`);
    world.answers(`c${i}`, 400);
  }
  expect(openCommandOf(world.fleet, id, "upgradeFirmware")?.id).toBe("open");
  const ids = commandsOf(world.fleet, id).map((command) => command.id);
  expect(ids).toEqual([...Array.from({ length: 20 }, (_, n) => `c${24 - n}`), "open"]);
  expect(world.fleet.chargers.get(id)?.open.map(({ command }) => command.id)).toEqual(["open"]);
  expect(commandsOf(world.fleet, "ZPR000099")).toEqual([]);
});

test.each([[["a", "b"]], [["b", "a"]]])("commands of one instant stand by their ids, given as %s", (given) => {
  const world = paused();
  for (const command of given) world.gives("restart", command);
  expect(commandsOf(world.fleet, id).map((command) => command.id)).toEqual(["a", "b"]);
});

test("only an upgrade touches the page of firmware", () => {
  const world = paused();
  takeChange(world.fleet);
  world.gives("restart");
  expect(takeChange(world.fleet).firmware).toBe(false);
  world.gives("upgradeFirmware");
  expect(takeChange(world.fleet).firmware).toBe(true);
});

test("one that was not published is good for as long as its charger has to answer", () => {
  const world = new TestFleet([id], { dialect: { ...zaptec, answerWithinMs: minute } });
  apply(world.fleet, { kind: "commandRequested", command: requested("stop", "c", t0) }, t0);
  expect(world.fleet.commands.get("c")?.command.deadlineAt).toBe(t0 + minute);
});

describe("what the store tells of a command", () => {
  const restore = (world: TestFleet, command: Command) =>
    apply(world.fleet, { kind: "commandRestored", command }, world.now);

  test("counts where it knows more, as from another dashboard; not where it knows the same", () => {
    const world = paused();
    restore(world, stored("restart", "published"));
    restore(world, { ...stored("restart", "published", "acknowledged"), deadlineAt: t0 + minute });
    expect(world.course("c")).toEqual(["requested", "published", "acknowledged"]);
    restore(world, stored("restart", "published", "rejected"));
    expect(last(world)?.stage).toBe("acknowledged");
  });

  test("proof counts from when it went out, not from the request, and at that very instant not yet", () => {
    for (const [at, stage] of [
      [500, "acknowledged"],
      [second, "acknowledged"],
      [second + 1, "effective"],
    ] as const) {
      const world = new TestFleet();
      world.now = t0 + minute;
      world.says(id, all({ pausedByOrder: true, mode: "finished" }, t0 + at));
      restore(world, stored("stop", "published", "acknowledged"));
      expect([at, last(world)?.stage]).toEqual([at, stage]);
    }
  });

  test("current of before it went out proves no start", () => {
    const world = new TestFleet();
    world.now = t0 + minute;
    world.says(id, [
      ...all({ powerW: 3_000 }, t0),
      ...all({ pausedByOrder: false, mode: "charging" }, t0 + 2 * second),
    ]);
    restore(world, stored("start", "published", "acknowledged"));
    expect(last(world)?.stage).toBe("acknowledged");
  });

  test.each<[CommandKind, string, number, string]>([
    ["upgradeFirmware", "5.3.0.3", 9 * minute, "acknowledged"],
    ["upgradeFirmware", "5.4.0.0", 9 * minute, "effective"],
    ["upgradeFirmware", "5.4.0.0", -second, "acknowledged"],
    ["start", "5.4.0.0", 9 * minute, "acknowledged"],
  ])("%s: version %s, told %s ms after the request", (kind, version, afterMs, stage) => {
    const world = new TestFleet();
    world.now = t0 + 10 * minute;
    world.says(id, all({ computerVersion: version }, t0 + afterMs));
    restore(world, stored(kind, "published", "acknowledged"));
    const observations = all({ mode: "finished", computerVersion: "5.3.0.3" }, t0 - minute);
    apply(world.fleet, { kind: "restored", deviceId: id, heardAt: t0, derived: null, observations }, world.now);
    expect(last(world)?.stage).toBe(stage);
  });
});
