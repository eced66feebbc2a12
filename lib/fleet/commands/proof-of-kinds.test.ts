import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import type { Command, CommandKind } from "../../domain/command/command";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { apply } from "../apply";
import { minute, observed, requested, second, TestFleet, t0 } from "../test-fleet";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue | null>>;

function tell(world: TestFleet, values: Values, at?: number): void {
  world.now += second;
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, at ?? world.now)),
  );
}

/** A charger with a car that is paused. */
function paused(
  more: ConstructorParameters<typeof TestFleet>[1] = {},
  values: Values = { sessionId: "s-1" },
): TestFleet {
  const world = new TestFleet([id], more);
  world.broker(true);
  world.connection(true);
  const all: Values = { ...values, mode: "finished", pausedByOrder: true, uptime: 3_000, computerVersion: "5.3.0.3" };
  tell(world, all, t0 - minute);
  return world;
}

function asked(world: TestFleet, kind: CommandKind): void {
  world.gives(kind);
  world.answers(kind, 200);
}

const last = (world: TestFleet, kind: CommandKind) => world.fleet.commands.get(kind)?.command.course.at(-1);

describe("a command that a value proves", () => {
  const restart = { ...zaptec.commands.restart, provenBy: { key: "mode", value: "disconnected" } } as const;
  const dialect = {
    ...zaptec,
    commands: { restart: { order: { name: "restart" }, effectWithinMs: minute, ...restart } },
  } as const;

  test.each<[string, Values, string]>([
    ["that value", { mode: "disconnected" }, "effective"],
    ["another value of its key", { mode: "charging" }, "acknowledged"],
    ["its value of another key", { sessionId: "disconnected" }, "acknowledged"],
  ])("%s", (_, values, stage) => {
    const world = paused({ dialect });
    asked(world, "restart");
    tell(world, values);
    expect(last(world, "restart")?.stage).toBe(stage);
    if (stage === "effective")
      expect(last(world, "restart")?.reason).toEqual({ code: "provenBy", key: "operationMode", value: "disconnected" });
  });

  test("is not proven by what is told before it goes out", () => {
    const world = paused({ dialect });
    apply(world.fleet, { kind: "commandRequested", command: requested("restart", "restart", world.now) }, world.now);
    tell(world, { mode: "disconnected" });
    apply(world.fleet, { kind: "commandPublished", id: "restart" }, world.now);
    world.answers("restart", 200);
    expect(last(world, "restart")?.stage).toBe("acknowledged");
  });
});

test("a command that the charger's make does not know is proven by nothing, and ends", () => {
  const world = paused({ dialect: { ...zaptec, commands: {} } });
  asked(world, "start");
  tell(world, { pausedByOrder: false, mode: "charging", powerW: 3_000 });
  expect(last(world, "start")?.stage).toBe("acknowledged");
  world.tick(minute);
  expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
});

describe("of a make that answers nothing", () => {
  const dialect = { ...zaptec, answerWithinMs: null };

  test("a command is effective as soon as it is proven, with no answer", () => {
    const world = paused({ dialect });
    world.gives("restart");
    tell(world, { startedUp: 1 });
    expect(world.course("restart")).toEqual(["requested", "published", "effective"]);
  });

  test("a command without proof had no effect, after the time of its effect", () => {
    const world = paused({ dialect });
    world.gives("restart");
    world.tick(5 * minute - 1);
    expect(last(world, "restart")?.stage).toBe("published");
    world.tick(1);
    expect(last(world, "restart")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });
});

describe("a session that is told late", () => {
  const starts = (world: TestFleet) => {
    tell(world, { pausedByOrder: false, mode: "charging", powerW: 0.5 });
    return last(world, "start");
  };

  test("and was not known at the request is its own, if it began before", () => {
    const world = paused({}, {});
    asked(world, "start");
    tell(world, { sessionId: "s-1" }, t0 - second);
    expect(starts(world)?.stage).toBe("effective");
  });

  test("and is another than was known at the request is another car's, though it began before", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { sessionId: "s-2" }, t0 - second);
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
  });

  test("is a stop's own if it began before, also where another car was known then", () => {
    const world = paused();
    tell(world, { pausedByOrder: false, mode: "charging" }, t0 - minute + second);
    world.gives("stop");
    tell(world, { mode: "disconnected" }, t0 - 2 * second);
    tell(world, { sessionId: "s-2" }, t0 - second);
    tell(world, { mode: "requesting" }, t0 - second);
    tell(world, { pausedByOrder: true, mode: "finished" });
    world.tick(15 * second);
    expect(last(world, "stop")).toMatchObject({ stage: "effective", reason: { code: "provenBy", value: "1" } });
  });

  test("from the backlog is another car's if it began after the request", () => {
    const world = paused();
    asked(world, "start");
    world.now += minute;
    world.says(id, [observed("sessionId", "s-2", world.now - second)], { backlog: true });
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
  });

  test("as cleared is none: the same car may still be there", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { sessionId: null });
    expect(starts(world)?.stage).toBe("effective");
  });
});

describe("a restart", () => {
  test.each<[string, Values[], string]>([
    ["a small figure that is no uptime", [{ powerW: 12 }], "acknowledged"],
    ["the same uptime once more", [{ uptime: 3_000 }], "acknowledged"],
    ["an uptime that nobody can read", [{ uptime: "soon" }], "acknowledged"],
    ["an uptime that fell, after one that nobody can read", [{ uptime: "soon" }, { uptime: 12 }], "effective"],
    [
      "an uptime that grew and then fell, though not below the first",
      [{ uptime: 4_000 }, { uptime: 3_500 }],
      "effective",
    ],
  ])("%s", (_, messages, stage) => {
    const world = paused();
    asked(world, "restart");
    for (const values of messages) tell(world, values);
    expect(last(world, "restart")?.stage).toBe(stage);
  });

  test("of a car that is done and takes nothing had no effect, and no car has declined", () => {
    const world = paused();
    tell(world, { pausedByOrder: false });
    asked(world, "restart");
    world.tick(5 * minute);
    expect(last(world, "restart")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });
});

describe("an upgrade", () => {
  test("is not proven by a version that is cleared", () => {
    const world = paused();
    asked(world, "upgradeFirmware");
    tell(world, { computerVersion: null });
    expect(last(world, "upgradeFirmware")?.stage).toBe("acknowledged");
  });

  test("has its 30 min from the leaving of the car, whatever the charger says meanwhile", () => {
    const world = paused();
    asked(world, "upgradeFirmware");
    tell(world, { mode: "disconnected" });
    const leftAt = world.now;
    tell(world, { powerW: 0, uptime: 3_100 });
    const command = (): Command | undefined => world.fleet.commands.get("upgradeFirmware")?.command;
    expect(command()).toMatchObject({ waiting: "running", deadlineAt: leftAt + 30 * minute });
    asked(world, "restart");
    tell(world, { uptime: 3_200 });
    expect(world.fleet.commands.get("restart")?.command.waiting).toBeNull();
  });
});
