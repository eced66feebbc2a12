import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command, CommandKind } from "../../domain/command/command";
import { commandKinds } from "../../domain/command/command";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, requested, second, TestFleet, t0 } from "../test-fleet";
import { commandsOf, openCommandOf } from "./command-tracker";

const id = "ZAP000001";

/** A charger that is online and charging. */
function charging(): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  world.connection(true);
  world.says(id, [
    observed("mode", "charging", t0 - minute),
    observed("pausedByOrder", false, t0 - minute),
    observed("computerVersion", "5.3.0.3", t0 - minute),
    observed("uptime", 30, t0 - minute),
  ]);
  world.now += second;
  return world;
}

const last = (world: TestFleet, command: string) => world.fleet.commands.get(command)?.command.course.at(-1);

describe("a command's course", () => {
  test("stop: published, acknowledged, then 718 = 1 and 710 = 5 prove it, with who and when", () => {
    const world = charging();
    world.gives("stop");
    world.now += second;
    world.answers("stop", 200);
    world.say("pausedByOrder", true);
    expect(world.course("stop")).toEqual(["requested", "published", "acknowledged"]);
    world.now += second;
    world.say("mode", "finished");
    expect(world.course("stop")).toEqual(["requested", "published", "acknowledged", "effective"]);
    expect(last(world, "stop")?.reason).toEqual({ code: "provenBy", key: "finalStopActive", value: "1" });
    expect(world.view().state).toMatchObject({ word: "paused", pausedBy: { name: "Ada", at: world.now } });
    expect(world.fleet.open.size).toBe(0);
  });

  test("stop of a car that is done: 710 is 5 already, only 718 comes", () => {
    const world = charging();
    world.say("mode", "finished");
    world.gives("stop");
    world.answers("stop", 200);
    world.say("pausedByOrder", true);
    expect(world.course("stop").at(-1)).toBe("effective");
  });

  test("refused: the charger's own answer is the reason", () => {
    const world = charging();
    world.gives("stop");
    world.answers("stop", 400, "already paused");
    expect(last(world, "stop")).toEqual({
      stage: "rejected",
      at: world.now,
      reason: { code: "chargerRefused", status: 400, body: "already paused" },
    });
  });

  test("not published: it expires at once", () => {
    const world = charging();
    apply(world.fleet, { kind: "commandRequested", command: requested("stop", "c", world.now) }, world.now);
    apply(world.fleet, { kind: "commandNotPublished", id: "c" }, world.now);
    expect(last(world, "c")).toMatchObject({ stage: "expired", reason: { code: "notPublished" } });
  });

  test("no answer within 15 s: expired", () => {
    const world = charging();
    world.gives("stop");
    world.tick(15 * second - 1);
    expect(world.course("stop").at(-1)).toBe("published");
    world.tick(1);
    expect(last(world, "stop")).toMatchObject({ stage: "expired", reason: { code: "noAnswer" } });
    world.answers("stop", 200);
    expect(world.course("stop")).toEqual(["requested", "published", "expired"]);
  });

  test.each<[CommandKind, number]>([
    ["start", minute],
    ["stop", minute],
    ["restart", 5 * minute],
  ])("%s: acknowledged and no proof within its time: no effect", (kind, ms) => {
    const world = charging();
    world.gives(kind);
    world.answers(kind, 200);
    world.tick(ms - 1);
    expect(world.course(kind).at(-1)).toBe("acknowledged");
    world.tick(1);
    expect(last(world, kind)).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });

  test("an answer with another charger's topic is none", () => {
    const world = new TestFleet(["ZAP000001", "ZAP000002"]);
    world.broker(true);
    world.gives("stop");
    world.answers("stop", 400, null, {}, "ZAP000002");
    expect(world.course("stop").at(-1)).toBe("published");
  });

  test("an answer that overtakes the note of its publishing counts", () => {
    const world = charging();
    apply(world.fleet, { kind: "commandRequested", command: requested("stop", "c", world.now) }, world.now);
    world.answers("c", 200);
    apply(world.fleet, { kind: "commandPublished", id: "c" }, world.now);
    expect(world.course("c")).toEqual(["requested", "published", "acknowledged"]);
  });
});

describe("proof is what arrives after publishing", () => {
  test("what was said before is none, also when it is said again", () => {
    const world = charging();
    const before = [observed("pausedByOrder", true, world.now), observed("mode", "finished", world.now)];
    world.says(id, before);
    world.now += second;
    world.gives("stop");
    world.answers("stop", 200);
    world.says(id, before);
    expect(world.course("stop").at(-1)).toBe("acknowledged");
  });

  test("an effect seen before the answer is remembered, and the answer decides", () => {
    const world = charging();
    world.gives("stop", "a");
    world.says(id, [observed("pausedByOrder", true, world.now), observed("mode", "finished", world.now)]);
    expect(world.course("a").at(-1)).toBe("published");
    world.answers("a", 200);
    expect(world.course("a").at(-1)).toBe("effective");
  });

  test("an effect seen with no answer ends as effective: that it happened is known", () => {
    const world = charging();
    world.gives("stop");
    world.says(id, [observed("pausedByOrder", true, world.now), observed("mode", "finished", world.now)]);
    world.tick(15 * second);
    expect(world.course("stop")).toEqual(["requested", "published", "effective"]);
  });
});

describe("upgrade", () => {
  test("waits until the car leaves, then runs, then 911 is another", () => {
    const world = charging();
    world.gives("upgradeFirmware");
    world.answers("upgradeFirmware", 200);
    expect(world.view().firmware.upgrade).toBe("carLeaves");
    world.tick(86_400 * second);
    expect(world.view().firmware.upgrade).toBe("carLeaves");
    world.say("computerVersion", "5.3.0.3");
    expect(world.course("upgradeFirmware").at(-1)).toBe("acknowledged");
    world.now += minute;
    world.say("mode", "disconnected");
    expect(world.view().firmware.upgrade).toBe("running");
    world.now += minute;
    world.say("computerVersion", "5.4.1.0");
    expect(last(world, "upgradeFirmware")?.reason).toMatchObject({ code: "provenBy", value: "5.4.1.0" });
    expect(world.view().firmware.upgrade).toBeNull();
  });

  test("with no car it runs at once, and has no effect 30 min from operation mode 1", () => {
    const world = charging();
    world.say("mode", "disconnected");
    world.gives("upgradeFirmware");
    world.answers("upgradeFirmware", 200);
    expect(world.view().firmware.upgrade).toBe("running");
    world.tick(30 * minute);
    expect(world.course("upgradeFirmware").at(-1)).toBe("noEffect");
  });
});

describe("a dashboard that was killed settles what is open when it is back", () => {
  const published = (kind: CommandKind): Command => ({
    ...requested(kind, "c", t0),
    course: [
      { stage: "requested", at: t0, reason: null },
      { stage: "published", at: t0, reason: null },
    ],
    deadlineAt: t0 + 15 * second,
  });
  const back = (command: Command, after: number) => {
    const world = new TestFleet();
    world.now = t0 + after;
    apply(world.fleet, { kind: "commandRestored", command }, world.now);
    world.tick();
    return world;
  };

  test("by the answer and the telemetry that waited in its session, long after the deadline", () => {
    const world = back(published("stop"), 40 * second);
    world.answers("c", 200);
    world.says(id, [observed("pausedByOrder", true, t0 + second), observed("mode", "finished", t0 + 2 * second)]);
    expect(world.course("c")).toEqual(["requested", "published", "acknowledged", "effective"]);
  });

  test("backlog from before it went out proves nothing", () => {
    const world = back(published("stop"), 40 * second);
    world.answers("c", 200);
    world.says(id, [observed("pausedByOrder", true, t0 - 2), observed("mode", "finished", t0 - 1)]);
    expect(world.course("c").at(-1)).toBe("acknowledged");
  });

  test("by what the store holds, whichever is read first", () => {
    const observations = [observed("pausedByOrder", true, t0 + 1), observed("mode", "finished", t0 + 2)];
    const acknowledged = published("stop");
    const command: Command = {
      ...acknowledged,
      course: [...acknowledged.course, { stage: "acknowledged", at: t0 + 1, reason: null }],
      deadlineAt: t0 + minute,
    };
    for (const commandFirst of [true, false]) {
      const world = new TestFleet();
      const events = [
        { kind: "commandRestored", command } as const,
        { kind: "restored", deviceId: id, heardAt: t0, derived: null, observations } as const,
      ];
      for (const event of commandFirst ? events : events.toReversed()) apply(world.fleet, event, world.now);
      expect(world.course("c").at(-1)).toBe("effective");
    }
  });

  test("by an answer that comes before the command has been read", () => {
    const world = new TestFleet();
    world.now = t0 + 40 * second;
    world.answers("c", 400, "no");
    apply(world.fleet, { kind: "commandRestored", command: published("stop") }, world.now);
    expect(last(world, "c")).toMatchObject({ stage: "rejected", reason: { body: "no" } });
  });

  test("an upgrade: by a version that is heard before the one that the store kept is read", () => {
    const world = new TestFleet();
    world.now = t0 + 10 * minute;
    world.answers("c", 200);
    world.says(id, [
      observed("computerVersion", "5.4.0.0", t0 + 9 * minute),
      observed("mode", "disconnected", t0 - minute),
    ]);
    apply(world.fleet, { kind: "commandRestored", command: published("upgradeFirmware") }, world.now);
    expect(world.course("c").at(-1)).toBe("acknowledged");
    const observations = [observed("computerVersion", "5.3.0.3", t0 - minute)];
    apply(world.fleet, { kind: "restored", deviceId: id, heardAt: t0, derived: null, observations }, world.now);
    expect(world.course("c").at(-1)).toBe("effective");
  });

  test("what the store says of a command given here changes nothing", () => {
    const world = charging();
    world.gives("stop", "c");
    apply(world.fleet, { kind: "commandRestored", command: requested("stop", "c", t0) }, world.now);
    expect(world.course("c")).toEqual(["requested", "published"]);
  });

  test("as expired, when nothing waited", () => {
    const world = back(published("stop"), 40 * second);
    expect(world.course("c").at(-1)).toBe("published");
    world.broker(true);
    world.tick(second);
    expect(last(world, "c")).toMatchObject({ stage: "expired", reason: { code: "restartedMeanwhile" } });
  });

  test("as not answered, when it was here in time for the answer: after a short restart, or given elsewhere", () => {
    for (const after of [1, 10 * second]) {
      const world = back(published("stop"), after);
      world.broker(true);
      world.tick(20 * second);
      expect(last(world, "c")).toMatchObject({ stage: "expired", reason: { code: "noAnswer" } });
    }
  });

  test("as expired, when the broker stays away, and not before a minute and a half", () => {
    const world = back(published("stop"), 40 * second);
    world.tick(90 * second);
    expect(world.course("c").at(-1)).toBe("published");
    world.tick(minute);
    expect(world.course("c").at(-1)).toBe("expired");
  });

  test("one that may or may not have gone out is decided by its answer", () => {
    const world = back(requested("stop", "c", t0), second);
    world.answers("c", 400, "no");
    expect(world.course("c")).toEqual(["requested", "published", "rejected"]);
  });

  test("a pause of ours is still ours", () => {
    const world = new TestFleet();
    const course = [...published("stop").course, { stage: "effective", at: t0 + second, reason: null } as const];
    apply(world.fleet, { kind: "commandRestored", command: { ...published("stop"), course, deadlineAt: null } }, t0);
    world.says(id, [observed("pausedByOrder", true, t0), observed("mode", "finished", t0)]);
    expect(world.view().state.pausedBy).toEqual({ name: "Ada", at: t0 + second });
  });
});

describe("Law 5: a command has exactly one ending", () => {
  const ending = new Set(["rejected", "effective", "noEffect", "expired"]);
  const step = fc.oneof(
    fc.record({ do: fc.constant("answer" as const), status: fc.constantFrom(200, 400) }),
    fc.record({ do: fc.constant("mode" as const), mode: fc.constantFrom(1, 2, 3, 5) }),
    fc.record({ do: fc.constant("flag" as const), flag: fc.boolean() }),
    fc.record({ do: fc.constant("power" as const), powerW: fc.constantFrom(0, 3_000) }),
    fc.record({ do: fc.constant("session" as const), session: fc.constantFrom("a", "b") }),
    fc.record({ do: fc.constant("version" as const), version: fc.constantFrom("5.3.0.3", "5.4.0.0") }),
    fc.record({ do: fc.constant("connection" as const), connected: fc.boolean() }),
    fc.record({ do: fc.constant("broker" as const), up: fc.boolean() }),
    fc.record({ do: fc.constant("tick" as const), ms: fc.nat(400_000) }),
  );

  test("whatever happens, and once it has ended nothing follows", () => {
    fc.assert(
      fc.property(fc.constantFrom(...commandKinds), fc.array(step, { maxLength: 30 }), (kind, steps) => {
        const world = charging();
        world.gives(kind, "c");
        for (const each of steps) {
          world.now += 1;
          if (each.do === "answer") world.answers("c", each.status);
          else if (each.do === "mode") world.say("mode", each.mode);
          else if (each.do === "flag") world.say("pausedByOrder", each.flag);
          else if (each.do === "power") world.say("powerW", each.powerW);
          else if (each.do === "session") world.say("sessionId", each.session);
          else if (each.do === "version") world.say("computerVersion", each.version);
          else if (each.do === "connection") world.connection(each.connected);
          else if (each.do === "broker") world.broker(each.up);
          else world.tick(each.ms);
        }
        // A car that leaves, and time, end every command.
        world.broker(true);
        world.tick(60_000);
        world.say("mode", "requesting");
        world.now += 1;
        world.say("mode", "disconnected");
        world.tick(31 * minute);
        const course = world.course("c");
        expect(course.filter((stage) => ending.has(stage))).toHaveLength(1);
        expect(ending.has(course.at(-1) ?? "")).toBe(true);
        expect(world.fleet.open.size).toBe(0);
      }),
    );
  });
});

describe("the command tracker", () => {
  test("names the open command of a kind to whoever comes second", () => {
    const world = charging();
    world.gives("stop", "first");
    expect(openCommandOf(world.fleet, id, "stop")?.id).toBe("first");
    expect(openCommandOf(world.fleet, id, "restart")).toBeNull();
    world.answers("first", 400);
    expect(openCommandOf(world.fleet, id, "stop")).toBeNull();
  });

  test("hands each step to the store, and to nobody twice", () => {
    const world = charging();
    takeChange(world.fleet);
    world.gives("stop");
    expect(takeChange(world.fleet).commands.get("stop")?.course).toHaveLength(2);
    expect(takeChange(world.fleet).commands.size).toBe(0);
    world.answers("stop", 200);
    expect(takeChange(world.fleet).commands.get("stop")?.course).toHaveLength(3);
  });

  test("keeps a bounded number per charger, newest first", () => {
    const world = charging();
    for (let i = 0; i < 50; i += 1) {
      world.now += second;
      world.gives("restart", `c${i}`);
      world.answers(`c${i}`, 400);
    }
    expect(
      commandsOf(world.fleet, id)
        .map((command) => command.id)
        .slice(0, 2),
    ).toEqual(["c49", "c48"]);
    expect(world.fleet.commands.size).toBe(20);
    expect(world.view().commands.map((command) => command.id)).toEqual(["c49"]);
  });
});
