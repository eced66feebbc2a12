import { describe, expect, test } from "vitest";
import type { Command, CommandKind, CommandStage } from "../../domain/command/command";
import { apply } from "../apply";
import { derivedOf, derivedSchema } from "../state/derived";
import { minute, observed, requested, second, TestFleet, t0 } from "../test-fleet";

const id = "ZAP000001";
const [mine, other] = ["22222222-2222-4222-8222-000000000001", "22222222-2222-4222-8222-000000000002"];

/** A charger with a car, that is paused. */
function paused(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  world.connection(true);
  world.says(id, [
    observed("sessionId", mine, t0 - minute),
    observed("mode", "finished", t0 - second),
    observed("pausedByOrder", true, t0 - second),
    observed("uptime", 3_000, t0 - minute),
    observed("uptimeMCU", "3000.5", t0 - minute),
  ]);
  world.now += second;
  return world;
}

/** The same, charging. */
function charging(): TestFleet {
  const world = paused();
  tell(world, { pausedByOrder: false, mode: "charging", current1A: 16, powerW: 3_680 });
  return world;
}

/** One message, a second after the one before. */
function tell(world: TestFleet, values: Parameters<typeof bundle>[0]): void {
  world.now += second;
  world.says(id, bundle(values, world.now));
}

function bundle(
  values: Partial<
    Record<
      | "pausedByOrder"
      | "mode"
      | "sessionId"
      | "powerW"
      | "current1A"
      | "startedUp"
      | "uptime"
      | "uptimeMCU"
      | "sessionEnergyKwh",
      number | boolean | string
    >
  >,
  at: number,
) {
  const keys = Object.keys(values) as (keyof typeof values)[];
  return keys.map((key) => observed(key, values[key] ?? null, at));
}

const commandIn = (world: TestFleet, kind: CommandKind) => world.fleet.commands.get(kind)?.command;
const last = (world: TestFleet, kind: CommandKind) => commandIn(world, kind)?.course.at(-1);

/** Gives the command, and has it acknowledged. */
function asked(world: TestFleet, kind: CommandKind): void {
  world.gives(kind);
  world.now += second;
  world.answers(kind, 200);
}

describe("a start is proven by current in its own session", () => {
  test("718 = 0 and 710 = 2: the pause has ended, and it waits for current, however long", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false });
    expect(commandIn(world, "start")?.waiting).toBeNull();
    tell(world, { mode: "requesting" });
    expect(commandIn(world, "start")).toMatchObject({ waiting: "current", deadlineAt: null });
    world.tick(86_400 * second);
    expect(last(world, "start")?.stage).toBe("acknowledged");
    tell(world, { mode: "charging" });
    expect(commandIn(world, "start")).toMatchObject({ waiting: null, deadlineAt: world.now + minute });
    tell(world, { powerW: 10_810.8, current1A: 15.6 });
    expect(last(world, "start")).toMatchObject({
      stage: "effective",
      reason: { code: "provenBy", key: "powerW", value: "10810.8" },
    });
    expect(world.view().state).toMatchObject({ word: "charging", pausedBy: null });
  });

  test.each([
    ["a loaded terminal", { current1A: 1 }, "effective"],
    ["power", { powerW: 1 }, "effective"],
    ["what a meter shows with nothing plugged in", { current1A: 0.9, powerW: 0 }, "acknowledged"],
  ])("710 = 3 and %s", (_, values, stage) => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false, mode: "charging" });
    tell(world, values);
    expect(last(world, "start")?.stage).toBe(stage);
  });

  test("current that was told before 710 = 3, or before it went out, is none", () => {
    const world = paused();
    tell(world, { current1A: 16 });
    asked(world, "start");
    tell(world, { powerW: 900 });
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { mode: "charging" });
    expect(last(world, "start")?.stage).toBe("acknowledged");
    world.tick(minute);
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });

  test("current before the answer is remembered", () => {
    const world = paused();
    world.gives("start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { mode: "charging", powerW: 3_000 });
    expect(last(world, "start")?.stage).toBe("published");
    world.answers("start", 200);
    expect(world.course("start")).toEqual(["requested", "published", "acknowledged", "effective"]);
  });

  test("a pause that ended before the answer waits for current from the answer on", () => {
    const world = paused();
    world.gives("start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    world.answers("start", 200);
    expect(commandIn(world, "start")).toMatchObject({ waiting: "current", deadlineAt: null });
  });

  test("the car declines: 718 = 0 and 710 = 5 after 710 = 2; it can be started once more", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    expect(world.view().may.start.possible).toBe(false);
    tell(world, { mode: "finished", powerW: 0 });
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "carDeclined" } });
    expect(world.view().state.word).toBe("finished");
    expect([world.view().may.start.possible, world.view().may.stop.possible]).toEqual([true, true]);
    tell(world, { mode: "disconnected" });
    tell(world, { sessionId: other, mode: "requesting" });
    tell(world, { mode: "finished" });
    expect(world.view().may.start.possible).toBe(false);
  });

  test("718 = 0 alone, where 710 = 5 is that of the pause, is no refusal of the car until its time is over", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false });
    expect(last(world, "start")?.stage).toBe("acknowledged");
    world.tick(minute);
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "carDeclined" } });
  });

  test("energy that rises while it charges proves the start where no current was told; energy from before the pause does not", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { sessionEnergyKwh: 1.1 });
    tell(world, { pausedByOrder: false, mode: "requesting", sessionEnergyKwh: 1.2 });
    tell(world, { mode: "charging" });
    tell(world, { sessionEnergyKwh: 1.3 });
    expect(last(world, "start")?.stage).toBe("acknowledged");
    tell(world, { sessionEnergyKwh: 1.31 });
    expect(last(world, "start")).toMatchObject({
      stage: "effective",
      reason: { code: "provenBy", key: "sessionEnergyKwh", value: "1.31" },
    });
  });

  test("paused again before current flowed: no effect", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { pausedByOrder: true });
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "pausedAgain" } });
  });

  test.each<[string, Parameters<typeof tell>[1]]>([
    ["the car leaves", { mode: "disconnected" }],
    ["another session begins, and that the car left was lost", { sessionId: other }],
  ])("%s before current flowed: no effect, whatever the next car does", (_, values) => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, values);
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
    tell(world, { sessionId: other, mode: "charging", powerW: 3_000 });
    expect(last(world, "start")?.stage).toBe("noEffect");
  });

  test("a car that leaves before the answer leaves the command to its answer", () => {
    const world = paused();
    world.gives("start");
    tell(world, { mode: "disconnected", pausedByOrder: false });
    tell(world, { sessionId: other, mode: "charging", powerW: 3_000 });
    world.answers("start", 200);
    expect(world.course("start")).toEqual(["requested", "published", "acknowledged", "noEffect"]);
    expect(last(world, "start")?.reason).toEqual({ code: "carLeft" });
  });

  test("the same session told again is the same", () => {
    const world = paused();
    asked(world, "start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { sessionId: mine });
    tell(world, { mode: "charging", powerW: 3_000 });
    expect(last(world, "start")?.stage).toBe("effective");
  });

  test("no answer, but the pause has ended: what comes of it is waited for", () => {
    const world = paused();
    world.gives("start");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    world.tick(15 * second);
    expect(commandIn(world, "start")).toMatchObject({ waiting: "current", deadlineAt: null });
    tell(world, { mode: "charging", powerW: 3_000 });
    expect(world.course("start")).toEqual(["requested", "published", "effective"]);
  });

  test("no answer, and nothing told: expired", () => {
    const world = paused();
    world.gives("start");
    world.tick(15 * second);
    expect(last(world, "start")).toMatchObject({ stage: "expired", reason: { code: "noAnswer" } });
  });
});

describe("a stop is proven by the pause in its own session", () => {
  test("718 = 1 and 710 = 5", () => {
    const world = charging();
    asked(world, "stop");
    tell(world, { pausedByOrder: true });
    expect(last(world, "stop")?.stage).toBe("acknowledged");
    tell(world, { mode: "finished" });
    expect(last(world, "stop")?.reason).toEqual({ code: "provenBy", key: "finalStopActive", value: "1" });
  });

  test("the car leaves before: no effect", () => {
    const world = charging();
    asked(world, "stop");
    tell(world, { pausedByOrder: true });
    tell(world, { mode: "disconnected" });
    expect(last(world, "stop")).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
  });

  test("another car that is paused proves nothing", () => {
    const world = charging();
    asked(world, "stop");
    tell(world, { sessionId: other, mode: "requesting" });
    tell(world, { pausedByOrder: true, mode: "finished" });
    expect(last(world, "stop")).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
  });

  test("no answer, but the pause began: it may take longer than the answer", () => {
    const world = charging();
    world.gives("stop");
    tell(world, { pausedByOrder: true });
    world.tick(15 * second);
    expect(last(world, "stop")?.stage).toBe("published");
    tell(world, { mode: "finished" });
    expect(world.course("stop")).toEqual(["requested", "published", "effective"]);
  });

  test("no answer, and the pause that began never came: expired in the end", () => {
    const world = charging();
    world.gives("stop");
    tell(world, { pausedByOrder: true });
    world.tick(15 * second);
    world.tick(minute);
    expect(last(world, "stop")).toMatchObject({ stage: "expired", reason: { code: "noAnswer" } });
  });
});

describe("a restart is proven by a start alone", () => {
  test("a connection lost and back proves nothing, and neither does an uptime that grew", () => {
    const world = paused();
    asked(world, "restart");
    world.connection(false);
    world.now += 1_500;
    world.connection(true);
    tell(world, { uptime: 3_010, uptimeMCU: "3010.5" });
    expect(last(world, "restart")?.stage).toBe("acknowledged");
    world.tick(5 * minute);
    expect(last(world, "restart")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });

  test.each<[string, Parameters<typeof tell>[1]]>([
    ["the reset source (811)", { startedUp: 4 }],
    ["an uptime (820) that fell", { uptime: 12 }],
    ["an uptime (821) that fell, as text", { uptimeMCU: "12.5" }],
  ])("%s does", (_, values) => {
    const world = paused();
    asked(world, "restart");
    tell(world, values);
    expect(last(world, "restart")).toMatchObject({ stage: "effective", reason: { code: "startedUp" } });
  });

  test("a start before it went out does not", () => {
    const world = paused();
    tell(world, { startedUp: 4, uptime: 2 });
    asked(world, "restart");
    tell(world, { uptime: 3 });
    expect(last(world, "restart")?.stage).toBe("acknowledged");
  });
});

test("a start with no answer at all may be the charger's own: the restart has expired, and it is told beside that", () => {
  const world = paused();
  world.gives("restart");
  tell(world, { startedUp: 4, uptime: 2 });
  world.tick(minute);
  expect(last(world, "restart")).toMatchObject({
    stage: "expired",
    reason: { code: "noAnswer" },
    yet: { reason: { code: "startedUp" } },
  });
});

test("a start that is told just after the restart's answer was one before it: no charger boots in a moment", () => {
  const world = charging();
  world.gives("restart");
  world.answers("restart", 200);
  world.now += 50;
  world.says(id, bundle({ startedUp: 1, uptime: 4 }, world.now));
  expect(last(world, "restart")?.stage).toBe("acknowledged");
  tell(world, { startedUp: 1, uptime: 2 });
  expect(last(world, "restart")).toMatchObject({ stage: "effective", reason: { code: "startedUp" } });
});

test("a start that was told before the restart's answer is another one: a charger answers before it goes down", () => {
  const world = paused();
  world.gives("restart");
  tell(world, { startedUp: 4, uptime: 2 });
  world.answers("restart", 200);
  expect(last(world, "restart")?.stage).toBe("acknowledged");
  tell(world, { startedUp: 4, uptime: 1 });
  expect(last(world, "restart")).toMatchObject({ stage: "effective", reason: { code: "startedUp" } });
});

describe("a dashboard that was killed", () => {
  const stored = (kind: CommandKind, ...stages: CommandStage[]): Command => ({
    ...requested(kind, kind, t0),
    course: (["requested", ...stages] as const).map((stage, index) => ({ stage, at: t0 + index, reason: null })),
    deadlineAt: null,
  });

  /** The dashboard anew, with what the store has: the command with its evidence, and the charger's last values. */
  function again(before: TestFleet, kind: CommandKind): TestFleet {
    const entry = before.fleet.commands.get(kind);
    if (entry === undefined) throw new Error(`no ${kind}`);
    const charger = before.fleet.chargers.get(id);
    if (charger === undefined) throw new Error("no charger");
    const derived = derivedSchema.parse(JSON.parse(JSON.stringify(derivedOf(charger))));
    const observations = [...charger.observations.values()].map((each) => ({ ...each }));
    const world = new TestFleet();
    world.now = before.now;
    apply(world.fleet, { kind: "commandRestored", command: entry.command }, world.now);
    apply(world.fleet, { kind: "restored", deviceId: id, heardAt: t0, derived, observations }, world.now);
    world.broker(true);
    world.connection(true);
    return world;
  }

  test("at every step of a start ends it as it would have ended", () => {
    const steps: Parameters<typeof tell>[1][] = [
      { pausedByOrder: false },
      { mode: "requesting" },
      { mode: "charging" },
      { powerW: 3_000 },
    ];
    for (let killedAt = 0; killedAt < steps.length; killedAt += 1) {
      let world = paused();
      asked(world, "start");
      steps.forEach((values, index) => {
        if (index === killedAt) world = again(world, "start");
        tell(world, values);
      });
      expect([killedAt, last(world, "start")?.stage]).toEqual([killedAt, "effective"]);
    }
  });

  test.each<[CommandKind, Parameters<typeof tell>[1][]]>([
    ["start", [{ pausedByOrder: false, mode: "requesting" }]],
    ["stop", [{ pausedByOrder: true }]],
  ])("does not take another car for that of its %s", (kind, before) => {
    let world = kind === "start" ? paused() : charging();
    asked(world, kind);
    for (const values of before) tell(world, values);
    world = again(world, kind);
    tell(world, { sessionId: other, mode: "requesting" });
    expect(last(world, kind)).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
  });

  test("knows that an uptime fell while it was away", () => {
    const world = paused();
    asked(world, "restart");
    const after = again(world, "restart");
    tell(after, { uptime: 20 });
    expect(last(after, "restart")?.stage).toBe("effective");
  });

  test("without stored evidence takes nothing for proof that came before", () => {
    const world = new TestFleet();
    world.now = t0 + minute;
    const observations = [
      observed("sessionId", mine, t0 - minute),
      observed("pausedByOrder", false, t0 - second),
      observed("mode", "charging", t0 - second),
      observed("powerW", 3_000, t0 - second),
    ];
    apply(world.fleet, { kind: "restored", deviceId: id, heardAt: t0, derived: null, observations }, world.now);
    apply(world.fleet, { kind: "commandRestored", command: stored("start", "published", "acknowledged") }, world.now);
    expect(last(world, "start")?.stage).toBe("acknowledged");
  });

  test("goes on with one that waits for current, whose course says so itself", () => {
    const world = new TestFleet();
    world.broker(true);
    const command: Command = { ...stored("start", "published", "acknowledged"), waiting: "current" };
    const observations = [
      observed("sessionId", mine, t0 - minute),
      observed("pausedByOrder", false, t0 - second),
      observed("mode", "requesting", t0 - second),
    ];
    apply(world.fleet, { kind: "commandRestored", command }, world.now);
    apply(world.fleet, { kind: "restored", deviceId: id, heardAt: t0, derived: null, observations }, world.now);
    world.tick(86_400 * second);
    expect(commandIn(world, "start")?.waiting).toBe("current");
    tell(world, { mode: "charging", powerW: 3_000 });
    expect(last(world, "start")?.stage).toBe("effective");
  });
});
