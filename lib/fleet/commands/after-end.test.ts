import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import type { CommandKind } from "../../domain/command/command";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, second, TestFleet } from "../test-fleet";
import { firstOrderOf } from "./command-tracker";

const id = "ZAP000001";
type Values = Partial<Record<KnownKey, ObservationValue | null>>;

function tell(world: TestFleet, values: Values, afterMs = second): void {
  world.now += afterMs;
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
}

/** A charger with a car, in this state. */
function charger(values: Values): TestFleet {
  const world = new TestFleet();
  world.broker(true);
  world.connection(true);
  tell(world, { sessionId: "s-1", uptime: 3_000, computerVersion: "2.3.1.2", ...values });
  return world;
}

const charging: Values = { pausedByOrder: false, mode: "charging", current1A: 15.6, powerW: 10_810.8 };
const paused: Values = { pausedByOrder: true, mode: "finished", current1A: 0, powerW: 0 };

function given(world: TestFleet, kind: CommandKind, status: number | null, rid: string = kind): void {
  world.now += second;
  world.gives(kind, rid);
  if (status === null) world.tick(15 * second);
  else world.answers(rid, status);
}

const last = (world: TestFleet, rid: string) => world.fleet.commands.get(rid)?.command.course.at(-1);

describe("what a charger does all the same is told beside the end of its command, which stays", () => {
  const pause: Values[] = [{ pausedByOrder: true }, { mode: "finished", current1A: 0, powerW: 0 }];
  const resume: Values[] = [{ pausedByOrder: false, mode: "requesting" }, charging];
  const [isPaused, flows] = [
    { key: "finalStopActive", value: "1" },
    { key: "current1A", value: "15.6" },
  ];
  const newer = { key: "computerVersion", value: "2.4" };
  const started = { code: "startedUp" };

  test.each<[string, Values, CommandKind, number | null, string, Values[], object]>([
    ["a stop that was refused", charging, "stop", 400, "rejected", pause, isPaused],
    ["a stop that was not answered", charging, "stop", null, "expired", pause, isPaused],
    ["a start that was refused", paused, "start", 400, "rejected", resume, flows],
    ["a start that was not answered", paused, "start", null, "expired", resume, flows],
    ["a restart that was refused", charging, "restart", 500, "rejected", [{ powerW: 0 }, { uptime: 9 }], started],
    ["a restart that was not answered", charging, "restart", null, "expired", [{ startedUp: 1 }], started],
    ["an upgrade that was refused", charging, "upgradeFirmware", 400, "rejected", [{ computerVersion: "2.4" }], newer],
  ])("%s", (_, before, kind, status, stage, then, reason) => {
    const world = charger(before);
    given(world, kind, status);
    takeChange(world.fleet);
    for (const values of then) {
      expect(last(world, kind)).toMatchObject({ stage });
      expect(last(world, kind)?.yet).toBeUndefined();
      tell(world, values);
    }
    const yet = last(world, kind)?.yet;
    expect(last(world, kind)?.stage).toBe(stage);
    expect(yet).toMatchObject({ at: world.now, reason });
    expect(takeChange(world.fleet).commands.get(kind)?.course.at(-1)?.yet).toEqual(yet);
    expect(
      world
        .view()
        .commands.find((command) => command.id === kind)
        ?.course.at(-1)?.yet,
    ).toEqual(yet);
  });

  test("also where it was done before the refusal came", () => {
    const world = charger(charging);
    world.gives("stop");
    tell(world, paused);
    world.answers("stop", 400);
    expect(last(world, "stop")).toMatchObject({ stage: "rejected", yet: { reason: { value: "1" } } });
    expect(world.view().state).toMatchObject({ word: "paused", pausedBy: null });
  });

  test("and where it had said yes, but did it later than it should", () => {
    const world = charger(charging);
    given(world, "stop", 200);
    world.tick(minute);
    expect(last(world, "stop")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
    tell(world, paused);
    expect(last(world, "stop")).toMatchObject({ stage: "noEffect", yet: { at: world.now } });
  });

  test("and where a car that took nothing takes some after all: then there is nothing to start again", () => {
    const world = charger(paused);
    given(world, "start", 200);
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { mode: "finished" });
    expect(world.view()).toMatchObject({ state: { tookNothing: true }, may: { start: { possible: true } } });
    tell(world, { mode: "charging", powerW: 3_000 });
    expect(last(world, "start")).toMatchObject({ stage: "noEffect", yet: { reason: { key: "powerW" } } });
    tell(world, { mode: "finished", powerW: 0 });
    expect(world.view().state.tookNothing).toBeUndefined();
    expect(world.view().may.start.possible).toBe(false);
  });
});

describe("what is told beside an end", () => {
  test("is told once, as it was first", () => {
    const world = charger(charging);
    given(world, "stop", 400);
    tell(world, paused);
    const first = last(world, "stop")?.yet;
    tell(world, charging);
    tell(world, paused);
    expect(last(world, "stop")?.yet).toEqual(first);
    expect(world.course("stop")).toEqual(["requested", "published", "rejected"]);
  });

  test("of one command leaves the other ones followed", () => {
    const world = charger(charging);
    given(world, "stop", 400);
    given(world, "restart", 500);
    tell(world, paused);
    tell(world, { startedUp: 1 });
    expect(last(world, "stop")?.yet?.reason).toMatchObject({ code: "provenBy" });
    expect(last(world, "restart")?.yet?.reason).toEqual({ code: "startedUp" });
  });

  test("is taken over from another dashboard, which heard it first, and not given up again", () => {
    const [there, here] = [charger(charging), charger(charging)];
    for (const world of [there, here]) given(world, "stop", 400);
    const ended = here.fleet.commands.get("stop")?.command;
    tell(there, paused);
    const told = there.fleet.commands.get("stop")?.command;
    if (told === undefined || ended === undefined) throw new Error("no command");
    const restore = (command: typeof told) => apply(here.fleet, { kind: "commandRestored", command }, here.now);
    restore(told);
    expect(last(here, "stop")?.yet).toEqual(last(there, "stop")?.yet);
    restore(ended);
    expect(last(here, "stop")?.yet).toEqual(last(there, "stop")?.yet);
  });
});

describe("nothing is told beside the end of a command", () => {
  test("that what was told before it, or long after it, would prove", () => {
    const world = charger(charging);
    given(world, "stop", 400);
    tell(world, paused, 10 * minute);
    expect(last(world, "stop")?.yet).toBeUndefined();
  });

  test("by what the next one of its kind has done", () => {
    const world = charger(charging);
    given(world, "stop", 400, "first");
    given(world, "stop", 200, "second");
    tell(world, paused);
    expect([last(world, "first")?.yet, last(world, "second")?.stage]).toEqual([undefined, "effective"]);
  });

  test("by another car", () => {
    const world = charger(charging);
    given(world, "stop", 400);
    tell(world, { sessionId: "s-2", mode: "requesting" });
    tell(world, paused);
    expect(last(world, "stop")?.yet).toBeUndefined();
  });

  test("of a car that takes nothing", () => {
    const world = charger(paused);
    given(world, "start", 400);
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { mode: "finished" });
    expect(last(world, "start")?.yet).toBeUndefined();
  });
});

describe("a charger that is back after an upgrade with the version it had", () => {
  const note = "[2026-11-26T14:00:00+0000] OTA : Failed";
  const upgrading = () => {
    const world = charger({ mode: "requesting", pausedByOrder: false });
    given(world, "upgradeFirmware", 200);
    expect(world.view().firmware.upgrade).toBe("carLeaves");
    tell(world, { mode: "disconnected" });
    expect(world.view().firmware.upgrade).toBe("running");
    return world;
  };

  test("ends it, with its own word of it", () => {
    const world = upgrading();
    world.connection(false);
    world.now += 20 * second;
    world.connection(true);
    expect(world.view().firmware.upgrade).toBe("running");
    tell(world, { computerVersion: "2.3.1.2", mcuVersion: "2.4.0.0", upgradeNote: note, mode: "disconnected" });
    const reason = { code: "oldVersion", value: "2.3.1.2", said: note };
    expect(last(world, "upgradeFirmware")).toMatchObject({ stage: "noEffect", reason });
    expect(world.view().firmware.upgrade).toBe("unchanged");
  });

  test("ends it without a word where it said none of this upgrade", () => {
    const world = charger({ mode: "requesting", pausedByOrder: false, upgradeNote: "OTA : Accepted" });
    given(world, "upgradeFirmware", 200);
    tell(world, { mode: "disconnected" });
    tell(world, { computerVersion: "2.3.1.2" });
    expect(last(world, "upgradeFirmware")?.reason).toEqual({ code: "oldVersion", value: "2.3.1.2", said: null });
  });

  test("that has the new one in the end is upgraded, which is told beside it", () => {
    const world = upgrading();
    tell(world, { computerVersion: "2.3.1.2" });
    tell(world, { computerVersion: "2.4.0.0" }, 5 * minute);
    expect(last(world, "upgradeFirmware")).toMatchObject({ stage: "noEffect", yet: { reason: { value: "2.4.0.0" } } });
    expect(world.view().firmware.upgrade).toBeNull();
  });

  test("does not end one that still waits for its car", () => {
    const world = charger({ mode: "requesting", pausedByOrder: false });
    given(world, "upgradeFirmware", 200);
    tell(world, { computerVersion: "2.3.1.2", startedUp: 1 });
    expect(world.view().firmware.upgrade).toBe("carLeaves");
  });
});

describe("a car that is done and took nothing is started once more", () => {
  const declined = () => {
    const world = charger(paused);
    given(world, "start", 200, "first");
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { mode: "finished", powerW: 0 });
    expect(last(world, "first")).toMatchObject({ stage: "noEffect", reason: { code: "carDeclined" } });
    expect(world.view()).toMatchObject({ state: { word: "finished", tookNothing: true } });
    takeChange(world.fleet);
    return world;
  };
  const orders = (world: TestFleet) => [...takeChange(world.fleet).orders];

  test("with the order to pause, where one that is paused is started at once", () => {
    const again = declined();
    again.gives("start", "again");
    expect(firstOrderOf(again.fleet, "again")).toEqual({ name: "stop" });
    const world = charger(paused);
    world.gives("start", "first");
    expect(firstOrderOf(world.fleet, "first")).toEqual({ name: "start" });
    expect(firstOrderOf(world.fleet, "never")).toBeNull();
  });

  test("by a start that has its whole time from when it goes out, and is not proven by what was told before", () => {
    const world = declined();
    given(world, "start", 200, "again");
    tell(world, { pausedByOrder: true });
    world.tick(5 * second);
    const command = () => world.fleet.commands.get("again")?.command;
    expect(command()).toMatchObject({ waiting: null, deadlineAt: world.now + minute });
    tell(world, { mode: "requesting" });
    expect(last(world, "again")?.stage).toBe("acknowledged");
    world.tick(minute);
    expect(last(world, "again")).toMatchObject({ stage: "noEffect", reason: { code: "noProof" } });
  });

  test("by a pause, and the start that ends it once the charger has told of it", () => {
    const world = declined();
    given(world, "start", 200, "again");
    expect(orders(world)).toEqual([]);
    tell(world, { pausedByOrder: true });
    expect(orders(world)).toEqual([]);
    tell(world, { mode: "finished" });
    expect(orders(world)).toEqual([["again.2", { deviceId: id, order: { name: "start" } }]]);
    expect(world.view().state).toMatchObject({ word: "paused", pausedBy: null });
    world.answers("again.2", 200);
    tell(world, { pausedByOrder: false, mode: "requesting" });
    expect(world.fleet.commands.get("again")?.command.waiting).toBe("current");
    tell(world, { mode: "charging", powerW: 3_000 });
    expect(world.course("again")).toEqual(["requested", "published", "acknowledged", "effective"]);
    expect(orders(world)).toEqual([]);
  });

  test("also where the pause is told before it is acknowledged", () => {
    const world = declined();
    world.gives("start", "again");
    tell(world, { pausedByOrder: true });
    expect(orders(world)).toEqual([]);
    world.answers("again", 200);
    tell(world, { mode: "finished" });
    expect(orders(world)).toHaveLength(1);
  });

  test("after a while where a charger does not tell again that it is finished, and once", () => {
    const world = declined();
    given(world, "start", 200, "again");
    tell(world, { pausedByOrder: true });
    world.tick(5 * second - 1);
    expect(orders(world)).toEqual([]);
    world.tick(1);
    expect(orders(world)).toHaveLength(1);
    world.tick(5 * second);
    tell(world, { mode: "finished" });
    expect(orders(world)).toEqual([]);
  });

  test("and if the start is refused after the pause, so is the command", () => {
    const world = declined();
    given(world, "start", 200, "again");
    tell(world, { pausedByOrder: true });
    world.tick(5 * second);
    world.answers("again.2", 400);
    expect(last(world, "again")).toMatchObject({ stage: "rejected", reason: { status: 400 } });
    expect(world.view().may.start.possible).toBe(true);
  });

  test("and if the pause is refused, or the car leaves, nothing more goes out", () => {
    const refused = declined();
    given(refused, "start", 400, "again");
    tell(refused, { pausedByOrder: true });
    refused.tick(5 * second);
    expect(orders(refused)).toEqual([]);
    const left = declined();
    given(left, "start", 200, "again");
    tell(left, { mode: "disconnected" });
    tell(left, { pausedByOrder: true, mode: "finished" });
    left.tick(5 * second);
    expect(last(left, "again")).toMatchObject({ stage: "noEffect", reason: { code: "carLeft" } });
    expect(orders(left)).toEqual([]);
  });

  test("and declines again: it took nothing, and may be started once more", () => {
    const world = declined();
    given(world, "start", 200, "again");
    tell(world, { pausedByOrder: true });
    world.tick(5 * second);
    tell(world, { pausedByOrder: false, mode: "requesting" });
    tell(world, { mode: "finished" });
    expect(last(world, "again")).toMatchObject({ stage: "noEffect", reason: { code: "carDeclined" } });
    expect(world.view().may.start.possible).toBe(true);
  });
});
