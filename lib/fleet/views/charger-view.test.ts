import { describe, expect, test } from "vitest";
import type { GrantView } from "../../domain/charger/grant";
import { apply } from "../apply";
import { takeChange } from "../state/change";
import { minute, observed, second, TestFleet, t0, topologyOf } from "../test-fleet";
import { chargerView } from "./charger-view";
import { detailView, sentMessagesView } from "./detail-view";

const id = "ZAP000001";

function live(more: ConstructorParameters<typeof TestFleet>[1] = {}): TestFleet {
  const world = new TestFleet([id], more);
  world.broker(true);
  world.connection(true);
  return world;
}

describe("a session", () => {
  test("begins with its GUID, and ends with operation mode 1 though the charger clears nothing", () => {
    const world = live();
    world.says(id, [observed("sessionId", "s-1", t0), observed("mode", "requesting", t0 + 1)]);
    world.says(id, [observed("sessionEnergyKwh", 12.5, t0 + 2)]);
    expect(world.view().session).toEqual({
      id: "s-1",
      startedAt: t0,
      energyKwh: { value: 12.5, at: t0 + 2 },
      tag: null,
    });
    world.says(id, [observed("mode", "disconnected", t0 + 3)]);
    expect(world.view().session).toBeNull();
    world.says(id, [observed("sessionId", "s-2", t0 + 4)]);
    expect(world.view().session).toMatchObject({ id: "s-2", startedAt: t0 + 4, energyKwh: null });
  });

  test("that is told again after a restart began when it was told first", () => {
    const world = live();
    world.says(id, [observed("sessionId", "s-1", t0)]);
    world.says(id, [observed("sessionId", "s-1", t0 + minute)]);
    expect(world.view().session?.startedAt).toBe(t0);
  });

  test.each([
    [4, 0.1],
    [8, null],
  ])("has what was said %d s before its GUID: a car's plugging in is told in any order", (seconds, energyKwh) => {
    const world = live();
    const says = (key: "mode" | "sessionEnergyKwh" | "sessionId", value: string | number, afterMs: number) => {
      world.now = t0 + afterMs;
      world.says(id, [observed(key, value, world.now)]);
    };
    says("mode", "disconnected", 0);
    says("sessionEnergyKwh", 0.1, minute - seconds * second);
    says("sessionId", "s-1", minute);
    expect(world.view().session?.energyKwh?.value ?? null).toBe(energyKwh);
  });

  test("that has ended is told by its record", () => {
    const world = live();
    const record = { id: "s-1", energyKwh: 68.268, startedAt: t0 - minute, endedAt: null };
    world.say("completedSession", record);
    expect(detailView(world.fleet, id, world.now)?.lastSession).toEqual(record);
  });
});

test("the limit of a charger is what it says, else what was entered, else what the largest can give", () => {
  const nobody = new TestFleet([]);
  nobody.broker(true);
  nobody.say("mode", "charging");
  expect(nobody.view().limitA).toBe(32);
  const entered = new TestFleet([]);
  const topology = topologyOf([id]);
  const chargers = topology.chargers.map((each) => ({ ...each, maxCurrentA: 20 }));
  apply(entered.fleet, { kind: "topology", topology: { ...topology, chargers } }, entered.now);
  entered.broker(true);
  entered.say("mode", "charging");
  expect(entered.view().limitA).toBe(20);
  entered.say("maxCurrentA", 16);
  expect(entered.view().limitA).toBe(16);
});

test("support is told a charger's newest events, a dozen at least and not hundreds", () => {
  const world = live();
  for (let n = 1; n <= 300; n += 1) {
    world.arrive({
      kind: "event",
      deviceId: id,
      asksReply: false,
      level: "information",
      message: `${n}`,
      lastWill: false,
    });
  }
  const events = sentMessagesView(world.fleet, id).map(({ text }) => text);
  expect(events.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, n) => `${300 - n}`));
  expect(events.length).toBeLessThanOrEqual(40);
});

describe("authorisation", () => {
  const requests = (world: TestFleet) =>
    world.says(id, [
      observed("authenticationRequired", true, world.now),
      observed("sessionId", "s-1", world.now),
      observed("mode", "requesting", world.now),
    ]);

  test("a tag on the list is accepted, and handed on for an answer once", () => {
    const world = live({ authorisation: { kind: "tags", tags: ["nfc-A"] } });
    requests(world);
    expect(world.view().state).toMatchObject({ word: "waitingForAuthorisation", limit: null });
    world.now += second;
    world.say("tag", "nfc-A");
    expect(takeChange(world.fleet).tags).toEqual(new Map([[id, "nfc-A"]]));
    expect(world.view().state).toMatchObject({ word: "waitingForCurrent", since: world.now });
    expect(world.view().session?.tag).toBe("nfc-A");
    world.say("powerW", 0);
    expect(takeChange(world.fleet).tags.size).toBe(0);
  });

  test("a tag that is not on the list is handed on too, and the state says that a tag is the reason", () => {
    const world = live({ authorisation: { kind: "tags", tags: ["nfc-A"] } });
    requests(world);
    world.say("tag", "nfc-B");
    expect(takeChange(world.fleet).tags.get(id)).toBe("nfc-B");
    expect(world.view().state).toMatchObject({ word: "waitingForAuthorisation", limit: { of: "tag" } });
    expect(world.view().session?.tag).toBeNull();
  });

  test("a charger that asks again, as after a resume, is answered again", () => {
    const world = live();
    requests(world);
    world.say("tag", "nfc-A");
    takeChange(world.fleet);
    world.now += minute;
    world.say("mode", "requesting");
    expect(takeChange(world.fleet).tags.get(id)).toBe("nfc-A");
  });

  test("a tag of the session before counts for nothing", () => {
    const world = live();
    world.says(id, [observed("tag", "nfc-A", t0), observed("mode", "disconnected", t0 + 1)]);
    world.now += second;
    requests(world);
    expect(world.view().state.word).toBe("waitingForAuthorisation");
    expect(takeChange(world.fleet).tags.size).toBe(0);
  });

  test("a tag that waited while the dashboard was away is answered once the charger is online", () => {
    const world = new TestFleet();
    requests(world);
    world.say("tag", "nfc-A");
    expect(takeChange(world.fleet).tags.size).toBe(0);
    world.broker(true);
    expect(takeChange(world.fleet).tags.size).toBe(0);
    world.pulse();
    expect(takeChange(world.fleet).tags.get(id)).toBe("nfc-A");
  });

  test("a list that changes changes the state", () => {
    const world = live({ authorisation: { kind: "tags", tags: [] } });
    requests(world);
    world.say("tag", "nfc-A");
    expect(world.view().state.word).toBe("waitingForAuthorisation");
    const topology = topologyOf([id], { authorisation: { kind: "tags", tags: ["nfc-A"] } });
    apply(world.fleet, { kind: "topology", topology }, world.now);
    expect(world.view().state.word).toBe("waitingForCurrent");
  });
});

describe("chargerView", () => {
  test("says what is full while it waits for current", () => {
    const world = live();
    world.say("mode", "requesting");
    const limit = { of: "circuit", name: "B", line: "L2" } as const;
    const waits = { currentA: 0, terminals: null, lines: [], limit, queue: null, takes: null };
    takeChange(world.fleet);
    apply(world.fleet, { kind: "grants", grants: new Map([[id, waits]]) }, world.now);
    expect(world.view().state).toMatchObject({ word: "waitingForCurrent", limit });
    expect([...takeChange(world.fleet).chargers]).toEqual([id]);
    apply(world.fleet, { kind: "grants", grants: new Map([[id, structuredClone(waits)]]) }, world.now);
    expect(takeChange(world.fleet).chargers.size).toBe(0);
    const granted = { ...waits, currentA: 17, limit: { of: "charger", name: null, line: null } } as const;
    apply(world.fleet, { kind: "grants", grants: new Map([[id, granted]]) }, world.now);
    expect(world.view().state.limit).toBeNull();
    apply(world.fleet, { kind: "grants", grants: new Map() }, world.now);
    expect(world.view().state.limit).toBeNull();
  });

  test("tells a grant of which any part is another, also the instant of what was measured", () => {
    const world = live();
    const takes = { kind: "less", currentA: 9, at: 1 } as const;
    const grant = { currentA: 16, terminals: "1-N", lines: ["L1"], limit: null, queue: null, takes } as const;
    const changes = (given: GrantView) => {
      apply(world.fleet, { kind: "grants", grants: new Map([[id, given]]) }, world.now);
      return takeChange(world.fleet).chargers.size;
    };
    takeChange(world.fleet);
    expect(changes(grant)).toBe(1);
    expect(changes(structuredClone(grant))).toBe(0);
    expect(changes({ ...grant, takes: { ...takes, at: 2 } })).toBe(1);
    expect(changes({ ...grant, takes: { ...takes, at: 2 }, lines: ["L1", "L2"] })).toBe(1);
  });

  test("tells a pulse interval only by the charger's own word", () => {
    const world = live();
    const told = () => detailView(world.fleet, id, world.now)?.pulseIntervalMs;
    expect(told()).toBeNull();
    world.say("pulseIntervalS", 60);
    expect(told()).toBe(60_000);
    world.says(id, [observed("pulseIntervalS", 0, world.now + 1)]);
    expect(told()).toBeNull();
  });

  test("what was restored is shown, and proves nothing about now", () => {
    const world = new TestFleet();
    const observations = [observed("mode", "charging", t0 - minute), observed("powerW", 7_000, t0 - minute)];
    apply(
      world.fleet,
      { kind: "restored", deviceId: id, heardAt: t0 - minute, derived: null, observations },
      world.now,
    );
    expect(world.view()).toMatchObject({
      presence: { word: "unknown", heardAt: t0 - minute, reason: "brokerLost" },
      state: { word: "charging", since: t0 - minute },
      powerW: { value: 7_000, at: t0 - minute },
      may: { stop: { possible: false, rule: "brokerLost" } },
    });
  });

  test("Law 9: unknown never becomes 0", () => {
    const world = live();
    const view = world.view();
    expect(view.powerW).toBeNull();
    expect(view.lines.map((line) => line.reading)).toEqual([null, null, null]);
    expect(view.state.word).toBe("unknown");
    expect(view.firmware).toMatchObject({ computer: null, available: null, behind: null });
  });

  test("is drawn once per change, however many look", () => {
    const world = live();
    const first = world.view();
    expect(world.view()).toBe(first);
    world.say("powerW", 1);
    expect(world.view()).not.toBe(first);
  });

  test("versions are compared as numbers", () => {
    const world = live();
    world.say("computerVersion", "5.9.0.0");
    const available = (version: string) =>
      apply(
        world.fleet,
        { kind: "available", versions: [{ product: "Go", version, enteredBy: "Sue", at: t0 }] },
        world.now,
      );
    available("5.10.0.0");
    expect(world.view().firmware).toMatchObject({ available: "5.10.0.0", behind: true });
    available("5.9");
    expect(world.view().firmware.behind).toBe(false);
  });

  test("warnings by name", () => {
    const world = live();
    world.say("warnings", ["HUMIDITY", "ILLEGAL_PHASE"]);
    expect(world.view().warnings).toEqual(["HUMIDITY", "ILLEGAL_PHASE"]);
  });

  test("a charger that is no longer entered is gone, and comes back as unassigned when it speaks", () => {
    const world = live();
    world.gives("stop");
    takeChange(world.fleet);
    apply(world.fleet, { kind: "topology", topology: topologyOf([]) }, world.now);
    const change = takeChange(world.fleet);
    expect([...change.chargers]).toEqual([id]);
    expect(change.commands.get("stop")?.course.at(-1)?.stage).toBe("expired");
    expect(chargerView(world.fleet, id, world.now)).toBeNull();
    world.say("powerW", 1);
    expect(world.view()).toMatchObject({ installationId: null, name: id });
  });
});

describe("a car that changed without a word of its leaving", () => {
  const changed = () => {
    const world = new TestFleet([id], { authorisation: { kind: "tags", tags: ["nfc-A"] } });
    world.broker(true);
    world.says(id, [observed("authenticationRequired", true, t0)]);
    world.now = t0 + second;
    world.says(id, [observed("sessionId", "s1", world.now), observed("mode", "requesting", world.now)]);
    world.now = t0 + 2 * second;
    world.says(id, [observed("tag", "nfc-A", world.now), observed("sessionEnergyKwh", 12.4, world.now)]);
    world.now = t0 + 60 * second;
    return world;
  };

  test("takes neither the tag nor the energy of the one before", () => {
    const world = changed();
    world.says(id, [observed("sessionId", "s2", world.now), observed("mode", "requesting", world.now)]);
    expect(world.view()).toMatchObject({
      state: { word: "waitingForAuthorisation" },
      session: { id: "s2", tag: null, energyKwh: null },
    });
    world.now += second;
    world.says(id, [observed("tag", "nfc-A", world.now), observed("sessionEnergyKwh", 0.1, world.now)]);
    expect(world.view().session).toMatchObject({ tag: "nfc-A", energyKwh: { value: 0.1 } });
  });

  test.each<[string, [Parameters<typeof observed>[0], string][][]]>([
    ["its id first, and what it does later", [[["sessionId", "s2"]], [["mode", "requesting"]]]],
    ["what it does first, and its id later", [[["mode", "requesting"]], [["sessionId", "s2"]]]],
    ["its id alone, while it goes on to charge", [[["mode", "charging"]], [["sessionId", "s2"]]]],
  ])("nor where it is told with %s; its start is its own", (_, messages) => {
    const world = changed();
    let startedAt = 0;
    for (const message of messages) {
      world.now += second;
      if (message.some(([key]) => key === "sessionId")) startedAt = world.now;
      world.says(
        id,
        message.map(([key, value]) => observed(key, value, world.now)),
      );
    }
    expect(world.view().session).toEqual({ id: "s2", startedAt, energyKwh: null, tag: null });
  });

  test("is not paused by who had paused the one before", () => {
    const world = changed();
    world.gives("stop");
    world.answers("stop", 200);
    world.now += second;
    world.says(id, [observed("pausedByOrder", true, world.now), observed("mode", "finished", world.now)]);
    expect(world.view().state).toMatchObject({ word: "paused", pausedBy: { name: "Ada" } });
    world.now += minute;
    world.says(id, [observed("sessionId", "s2", world.now), observed("mode", "requesting", world.now)]);
    world.now += second;
    world.says(id, [observed("mode", "finished", world.now)]);
    expect(world.view().state).toMatchObject({ word: "paused", pausedBy: null });
  });

  test("nor where its leaving is told late", () => {
    const world = changed();
    world.says(id, [observed("sessionId", "s2", world.now), observed("mode", "requesting", world.now)]);
    world.says(id, [observed("mode", "disconnected", world.now - 4 * second)]);
    expect(world.view().session).toMatchObject({ id: "s2", tag: null, energyKwh: null });
  });

  test("a tag that is told a moment before its session is of it, where the one before was told to have ended", () => {
    const world = changed();
    world.says(id, [observed("mode", "disconnected", world.now)]);
    world.now += 10 * second;
    const at = world.now;
    world.says(id, [
      observed("tag", "nfc-A", at - 1),
      observed("sessionId", "s2", at),
      observed("mode", "requesting", at),
    ]);
    expect(world.view().session).toMatchObject({ id: "s2", tag: "nfc-A", energyKwh: null });
  });
});

test("a tag of before its session's start is of another car, also where that one's session was never told", () => {
  const world = new TestFleet([id], { authorisation: { kind: "any" } });
  world.broker(true);
  world.says(id, [observed("tag", "nfc-A", t0), observed("mode", "requesting", t0)]);
  world.now = t0 + 20 * second;
  world.says(id, [observed("sessionId", "s2", world.now), observed("mode", "requesting", world.now)]);
  expect(world.view().session).toMatchObject({ id: "s2", tag: null });
});
