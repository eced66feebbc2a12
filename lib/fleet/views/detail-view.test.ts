import { describe, expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import { minute, observed, second, TestFleet, t0 } from "../test-fleet";
import { detailView, sentMessagesView, sentObservationsView } from "./detail-view";

const id = "ZAP000001";

function live(): TestFleet {
  const world = new TestFleet([id]);
  world.broker(true);
  world.connection(true);
  return world;
}

const detail = (world: TestFleet) => detailView(world.fleet, id, world.now);

describe("a charger's page", () => {
  test("shows nothing as known of a charger that has said nothing, and is none for one that is not there", () => {
    const world = live();
    expect(detail(world)).toEqual({
      deviceId: id,
      commands: [],
      reservedAtLimitA: 0,
      offlineCurrentA: null,
      offlineTerminals: null,
      networkType: null,
      signalStrength: null,
      communicationMode: null,
      temperatureC: null,
      humidityPercent: null,
      nextScheduleEvent: null,
      lastSession: null,
      unusable: [],
      clockErrorMs: 0,
      pulseIntervalMs: null,
    });
    expect(detailView(world.fleet, "ZPR000099", world.now)).toBeNull();
    expect(sentObservationsView(world.fleet, "ZPR000099")).toBeNull();
  });

  test.each<[KnownKey, ObservationValue, object]>([
    ["offlineCurrentA", 10, { offlineCurrentA: { value: 10, at: t0 } }],
    ["offlineTerminals", "1-N", { offlineTerminals: { value: "1-N", at: t0 } }],
    ["offlineTerminals", "unknown", { offlineTerminals: { value: "unknown", at: t0 } }],
    ["networkType", "IT3", { networkType: { value: "IT3", at: t0 } }],
    ["networkType", "unknown", { networkType: null }],
    ["signalStrength", -70, { signalStrength: { value: -70, at: t0 } }],
    ["communicationMode", "LTE", { communicationMode: { value: "LTE", at: t0 } }],
    ["temperatureC", 0, { temperatureC: { value: 0, at: t0 } }],
    ["humidityPercent", 40, { humidityPercent: { value: 40, at: t0 } }],
    ["nextScheduleEvent", "22:00", { nextScheduleEvent: { value: "22:00", at: t0 } }],
  ])("shows %s = %s as it is told", (key, value, shown) => {
    const world = live();
    world.say(key, value);
    expect(detail(world)).toMatchObject(shown);
    world.says(id, [observed(key, null, t0 + 1)]);
    expect(detail(world)).toMatchObject({ [key]: null });
  });

  test.each<[string, ObservationValue]>([
    ["text", "{}"],
    ["words", ["a"]],
  ])("shows no last session where its record is %s that tells none", (_, value) => {
    const world = live();
    world.say("completedSession", value);
    expect(detail(world)?.lastSession).toBeNull();
  });

  test("shows all commands, newest first, and keeps its events for support", () => {
    const world = live();
    world.gives("restart", "first");
    world.now += second;
    world.gives("restart", "second");
    world.arrive({
      kind: "event",
      deviceId: id,
      asksReply: false,
      level: "error",
      message: "hot",
      lastWill: false,
    });
    expect(detail(world)?.commands.map((command) => command.id)).toEqual(["second", "first"]);
    expect(JSON.stringify(detail(world))).not.toContain("hot");
    expect(sentMessagesView(world.fleet, id)).toEqual([{ at: t0 + second, about: null, level: "error", text: "hot" }]);
  });
});

describe("what was sent", () => {
  test("is shown by its id, as sent, with the charger's own instant", () => {
    const world = live();
    world.now += minute;
    const at = world.now;
    world.says(id, [observed("mode", "charging", at), observed("powerW", 3_000, at), observed("current1A", 13, at)]);
    const sent = sentObservationsView(world.fleet, id) ?? [];
    expect(sent.map((each) => [each.id, each.key, each.raw])).toEqual([
      [507, "current1A", "13"],
      [513, "powerW", "3000"],
      [710, "operationMode", "charging"],
    ]);
    expect(sent[0]).toMatchObject({ unit: "A", at, ownAt: at, sensitive: false });
  });

  test("is nothing of a charger that has sent nothing", () => {
    expect(sentObservationsView(live().fleet, id)).toEqual([]);
  });
});
