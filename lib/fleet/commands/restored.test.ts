import { describe, expect, test } from "vitest";
import type { Command, CommandStage } from "../../domain/command/command";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, requested, second, TestFleet, t0 } from "../test-fleet";

const id = "ZAP000001";

/** A command whose stages came one second after the other, as the store has it. */
function stored(kind: Command["kind"], stages: readonly CommandStage[], deadlineAt: number | null = null): Command {
  const course = stages.map((stage, index) => ({ stage, at: t0 + index * second, reason: null }));
  return { ...requested(kind, "c", t0), course, deadlineAt };
}

/** A dashboard that was started a minute after the request. */
function started(command: Command, said: Parameters<typeof observed>[] = []): TestFleet {
  const world = new TestFleet();
  world.now = t0 + minute;
  const observations = said.map((each) => observed(...each));
  apply(world.fleet, { kind: "restored", deviceId: id, heardAt: t0, observations, derived: null }, world.now);
  apply(world.fleet, { kind: "commandRestored", command }, world.now);
  return world;
}

const commandOf = (world: TestFleet) => world.fleet.commands.get("c")?.command;

describe("a command from the store", () => {
  test.each<[CommandStage[], number | null, number | null]>([
    [["requested"], null, t0 + 15 * second],
    [["requested"], t0 + 7, t0 + 7],
    [["requested", "published"], t0 + 16 * second, t0 + 16 * second],
    [["requested", "published", "acknowledged"], null, null],
    [["requested", "published", "acknowledged"], t0 + 90 * second, t0 + 90 * second],
    [["requested", "published", "rejected"], null, null],
    [["requested", "expired"], null, null],
    [["requested", "published", "acknowledged", "effective"], null, null],
  ])("that is %j, to end at %s, ends at %s", (stages, deadlineAt, endsAt) => {
    const world = started(stored("stop", stages, deadlineAt));
    expect(commandOf(world)?.deadlineAt).toBe(endsAt);
    expect(world.course("c")).toEqual(stages);
    expect(takeChange(world.fleet).commands.size).toBe(0);
    expect(world.view().commands).toHaveLength(1);
  });

  test.each<[CommandStage[], CommandStage]>([
    [["requested"], "expired"],
    [["requested", "published"], "expired"],
    [["requested", "published", "acknowledged"], "noEffect"],
  ])("that is %j ends once nothing came of it", (stages, ending) => {
    const world = started(stored("stop", stages, stages.length > 1 ? t0 + 20 * second : null));
    world.broker(true);
    world.tick(second);
    expect(world.course("c")).toEqual([...stages, ending]);
    expect(takeChange(world.fleet).commands.get("c")?.course.at(-1)?.stage).toBe(ending);
  });

  test.each<[string, CommandStage[], number, CommandStage]>([
    ["requested before it", ["requested"], t0 + 1, "effective"],
    ["requested after it", ["requested"], t0 - 1, "acknowledged"],
    ["published before it", ["requested", "published"], t0 + second + 1, "effective"],
    ["published after it", ["requested", "published"], t0 + second - 1, "acknowledged"],
  ])("that was %s is proven by a pause that the store kept, and its answer", (_, stages, at, last) => {
    const world = started(stored("stop", stages), [
      ["pausedByOrder", true, at],
      ["mode", "finished", at],
    ]);
    world.broker(true);
    world.answers("c", 200);
    expect(world.course("c").at(-1)).toBe(last);
  });

  test("of a charger that is not known is nobody's", () => {
    const world = new TestFleet(["ZAP000002"]);
    for (const kind of ["commandRestored", "commandRequested"] as const)
      apply(world.fleet, { kind, command: stored("stop", ["requested"]) }, t0);
    expect(world.fleet.commands.size).toBe(0);
  });
});

test.each<[string, boolean | null, number, boolean]>([
  ["no flag was told", null, 0, true],
  ["the flag told the pause", true, 0, true],
  ["the flag told the pause within a minute of it", true, minute, true],
  ["the flag told another pause later", true, minute + 1, false],
  ["it had gone on", false, 1, false],
  ["the flag of before told that it was not paused", false, 0, true],
])("who stopped it is told of a stored stop where %s", (_, flag, afterMs, isOurs) => {
  const stages = ["requested", "published", "acknowledged", "effective"] as const;
  const at = t0 + 3 * second + afterMs;
  const world = started(stored("stop", stages), flag === null ? [] : [["pausedByOrder", flag, at]]);
  expect(world.fleet.chargers.get(id)?.pausedBy ?? null).toEqual(isOurs ? { name: "Ada", at: t0 + 3 * second } : null);
});

test.each<[string, Command]>([
  ["a start that had its effect", stored("start", ["requested", "published", "acknowledged", "effective"])],
  ["a stop that had none", stored("stop", ["requested", "published", "acknowledged", "noEffect"])],
])("%s tells of no pause", (_, command) => {
  const world = started(command, [
    ["pausedByOrder", true, t0],
    ["mode", "finished", t0],
  ]);
  expect(world.view().state).toMatchObject({ word: "paused", pausedBy: null });
});

test("of two stored stops the later tells who paused it, whichever is read first", () => {
  const stages = ["requested", "published", "acknowledged", "effective"] as const;
  const first = { ...stored("stop", stages), id: "a", by: { personId: "p2", name: "Bob" } };
  const course = first.course.map((step) => ({ ...step, at: step.at + 30 * second }));
  const then = { ...first, id: "b", by: { personId: "p3", name: "Cy" }, course };
  for (const order of [
    [first, then],
    [then, first],
  ]) {
    const world = new TestFleet();
    for (const command of order) apply(world.fleet, { kind: "commandRestored", command }, t0 + minute);
    expect(world.fleet.chargers.get(id)?.pausedBy?.name).toBe("Cy");
  }
});

describe("a command that is given here", () => {
  test("is good for 15 s from its request, or as long as was said", () => {
    const world = new TestFleet();
    for (const [name, deadlineAt] of [
      ["a", null],
      ["b", t0 + 3],
    ] as const)
      apply(world.fleet, { kind: "commandRequested", command: { ...requested("stop", name, t0), deadlineAt } }, t0);
    expect(["a", "b"].map((name) => world.fleet.commands.get(name)?.command.deadlineAt)).toEqual([
      t0 + 15 * second,
      t0 + 3,
    ]);
  });

  test("is not begun anew when it is requested, or said not to have gone out, once it has", () => {
    const world = new TestFleet();
    world.broker(true);
    world.gives("stop", "c");
    apply(world.fleet, { kind: "commandRequested", command: requested("stop", "c", t0) }, t0);
    apply(world.fleet, { kind: "commandNotPublished", id: "c" }, t0);
    apply(world.fleet, { kind: "commandPublished", id: "c" }, t0);
    expect(world.course("c")).toEqual(["requested", "published"]);
  });

  test.each(["commandPublished", "commandNotPublished"] as const)(
    "that is not known any more: %s is nothing",
    (kind) => {
      const world = new TestFleet();
      takeChange(world.fleet);
      apply(world.fleet, { kind, id: "none" }, t0);
      expect(takeChange(world.fleet).commands.size).toBe(0);
    },
  );
});
