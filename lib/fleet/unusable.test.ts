import { describe, expect, test } from "vitest";
import type { DeviceId } from "../domain/ids";
import { zaptec } from "../protocol/zaptec/zaptec";
import { apply } from "./apply";
import { derivedOf, derivedSchema } from "./state/derived";
import { minute, second, TestFleet, t0 } from "./test-fleet";
import { allocationFacts, allocationKey, measuredMostA } from "./views/allocation-view";
import { detailView, sentObservationsView } from "./views/detail-view";
import { installationView } from "./views/installation-view";
import { supportView } from "./views/support-view";

const id = "ZAP000001";
type Value = string | number | null;
type Said = Readonly<Record<number, Value>>;

/** A charger's message as it is on the wire: values by id, all told at one instant. */
function says(world: TestFleet, said: Said, at = world.now, deviceId: DeviceId = id): void {
  const ObservedAt = new Date(at).toISOString();
  const Observations = Object.entries(said).map(([ObservationId, Value]) => ({
    ObservedAt,
    ObservationId: Number(ObservationId),
    Value,
    Type: 1,
  }));
  const payload = Buffer.from(JSON.stringify({ Observations, Type: 6 }));
  world.arrive(zaptec.decode(`devices/${deviceId}/messages/events/ri=default`, payload, world.now));
}

/** It charges on three phases, and has told all there is of it. */
const charging: Said = {
  120: "0",
  715: "4",
  548: "4",
  510: "16.000",
  718: "0",
  721: "22222222-2222-4222-8222-000000000099",
  710: "3",
  708: "16.000",
  519: "4",
  507: "15.6",
  508: "15.6",
  509: "15.6",
  513: "10810.8",
  501: "231",
  502: "230",
  503: "232",
  553: "0.104",
};

function live(chargers: readonly DeviceId[] = [id]): TestFleet {
  const world = new TestFleet(chargers);
  world.broker(true);
  for (const one of chargers) world.connection(true, {}, t0, one);
  says(world, charging);
  world.now += second;
  return world;
}

const unusable = (world: TestFleet) => detailView(world.fleet, id, world.now)?.unusable;
const sent = (world: TestFleet, which: number) =>
  sentObservationsView(world.fleet, id)?.find((one) => one.id === which);
const facts = (world: TestFleet) => allocationFacts(world.fleet, "park")?.chargers[0];
const sums = (world: TestFleet) => {
  const view = installationView(world.fleet, "park", world.now);
  return { powerW: view?.powerW, lines: view?.phases.lines.map(({ currentA, atLeast }) => [currentA, atLeast]) };
};

function restart(before: TestFleet): TestFleet {
  const charger = before.fleet.chargers.get(id);
  const after = new TestFleet();
  if (charger === undefined) throw new Error("no charger");
  const observations = charger.observations.values().map((each) => zaptec.restored(id, each));
  const derived = derivedSchema.parse(JSON.parse(JSON.stringify(derivedOf(charger))));
  after.now = before.now + second;
  apply(after.fleet, { kind: "restored", deviceId: id, heardAt: charger.heardAt, observations, derived }, after.now);
  after.broker(true);
  after.connection(true, {}, t0);
  return after;
}

describe("a value that cannot be", () => {
  test.each<[string, string]>([
    ["a lifetime meter as the session's energy", "4076.404"],
    ["an energy below zero", "-4076.300"],
  ])("%s is unknown, told, and ends with the next that can", (_, raw) => {
    const world = live();
    says(world, { 553: raw });
    expect(world.view().session?.energyKwh).toBeNull();
    expect(unusable(world)).toEqual([
      { key: "sessionEnergyKwh", name: "TotalChargePowerSession", why: "implausible", since: world.now },
    ]);
    expect(sent(world, 553)).toMatchObject({ raw, unusable: "implausible" });
    expect(supportView(world.fleet, world.now)).toMatchObject({
      undecodable: [{ deviceId: id, reason: "implausible", count: 1 }],
      latest: [{ detail: "no plausible sessionEnergyKwh", sample: raw }],
    });
    world.now += second;
    says(world, { 553: "0.204" });
    expect(world.view().session?.energyKwh?.value).toBe(0.204);
    expect(unusable(world)).toEqual([]);
    expect(sent(world, 553)).not.toHaveProperty("unusable");
  });

  test("a current of 0xFFFF is in no sum and no peak, and the load management never hears of it", () => {
    const world = live([id, "ZAP000002"]);
    says(world, { 710: "1" }, world.now, "ZAP000002");
    expect(sums(world).lines?.[0]).toEqual([15.6, false]);
    says(world, { 507: "6553.5", 513: "65535" });
    expect(world.view().lines[0].reading).toBeNull();
    expect(world.view().powerW).toBeNull();
    expect(sums(world)).toEqual({
      powerW: { value: 0, atLeast: true },
      lines: [
        [0, true],
        [15.6, false],
        [15.6, false],
      ],
    });
    expect(installationView(world.fleet, "park", world.now)?.phases.peaks[0]?.currentA).toBe(15.6);
    expect(facts(world)?.terminals[0]).toBeNull();
    expect(measuredMostA(world.fleet, id)).toBe(15.6);
  });

  test("a limit or an allocation that cannot be counts as never told", () => {
    const world = live();
    says(world, { 510: "65535", 708: "6553.5" });
    expect(world.view()).toMatchObject({ limitA: 32, allocatedA: null });
    expect(facts(world)).toMatchObject({ maxCurrentA: null, allocatedA: null });
  });

  test("a session that has ended keeps its times without an energy that cannot be", () => {
    const world = live();
    const [StartDateTime, EndDateTime] = [t0, t0 + minute].map((at) => new Date(at).toISOString());
    says(world, { 723: JSON.stringify({ SessionId: "s-1", Energy: 4_076.4, StartDateTime, EndDateTime }) });
    expect(detailView(world.fleet, id, world.now)?.lastSession).toEqual({
      id: "s-1",
      energyKwh: null,
      startedAt: t0,
      endedAt: t0 + minute,
    });
  });

  test("proves no command", () => {
    const world = live();
    world.gives("start");
    world.answers("start", 200);
    world.now += second;
    says(world, { 718: "0", 507: "6553.5", 508: "0", 509: "0", 513: "65535" });
    expect(world.course("start")).not.toContain("effective");
    world.now += second;
    says(world, { 507: "8" });
    expect(world.course("start")).toContain("effective");
  });

  test("five days of three phases are believed, and a car that came before anybody heard its charger", () => {
    const world = live();
    world.now += 5 * 24 * 60 * minute;
    says(world, { 553: "2640.5" });
    expect(world.view().session?.energyKwh?.value).toBe(2_640.5);
    const other = new TestFleet();
    other.broker(true);
    says(other, { 721: "22222222-2222-4222-8222-000000000001", 710: "3", 553: "43.2" });
    expect(other.view().session?.energyKwh?.value).toBe(43.2);
  });

  test.each<[string, boolean]>([
    ["told after its energy", true],
    ["told before it", false],
  ])("an energy is held against its session, %s", (_, isLate) => {
    const world = new TestFleet();
    world.broker(true);
    says(world, { 710: "1" }, t0 - minute);
    const session = { 721: "22222222-2222-4222-8222-000000000001" };
    if (!isLate) says(world, session, t0);
    says(world, { 553: "90" }, t0 + minute);
    if (isLate) says(world, session, t0);
    expect(world.view().session).toMatchObject({ startedAt: t0, energyKwh: null });
  });
});

describe("a newer value that cannot be read", () => {
  test.each<Value>(["2,3", " 2.3", "2.3 ", "unavailable", "", "NaN", 2.3])(
    "%j makes the older one old, until a readable one comes",
    (value) => {
      const world = live();
      const at = world.now;
      says(world, { 507: value, 513: value, 501: value, 553: value });
      const view = world.view();
      expect(view.lines[0].reading).toEqual({ value: 15.6, at: t0, old: true });
      expect(view.lines[1].reading).toEqual({ value: 15.6, at: t0 });
      expect(view.powerW).toEqual({ value: 10_810.8, at: t0, old: true });
      expect(view.voltageV[0]).toEqual({ value: 231, at: t0, old: true });
      expect(view.session?.energyKwh).toEqual({ value: 0.104, at: t0, old: true });
      expect(sums(world)).toMatchObject({
        powerW: { value: null, atLeast: true },
        lines: [
          [null, true],
          [15.6, false],
          [15.6, false],
        ],
      });
      expect(facts(world)?.terminals[0]).toBeNull();
      expect(unusable(world)?.map(({ key, why, since }) => [key, why, since])).toEqual(
        expect.arrayContaining([["current1A", "unreadable", at]]),
      );
      expect(sent(world, 507)).toMatchObject({ raw: String(value), unusable: "unreadable" });
      expect(view.undecodable).toBe(4);
      world.now += second;
      says(world, { 507: value });
      expect(unusable(world)?.find(({ key }) => key === "current1A")?.since).toBe(at);
      world.now += second;
      says(world, { 507: "2.3", 513: "500", 501: "230", 553: null });
      expect(world.view().lines[0].reading).toEqual({ value: 2.3, at: world.now });
      expect(unusable(world)).toEqual([]);
    },
  );

  test("is ordered by its instant: an older one changes nothing, and an older readable one ends nothing", () => {
    const world = live();
    says(world, { 507: "2,3" }, t0 - second);
    expect(world.view().lines[0].reading).toEqual({ value: 15.6, at: t0 });
    expect(unusable(world)).toEqual([]);
    says(world, { 507: "2,3" }, t0 + 800);
    says(world, { 507: "9" }, t0 + 400);
    expect(world.view().lines[0].reading).toEqual({ value: 9, at: t0 + 400, old: true });
    expect(unusable(world)).toHaveLength(1);
  });

  test("is told since an instant that is corrected as its charger's clock is", () => {
    const world = new TestFleet();
    world.broker(true);
    world.now = t0 + 3 * second;
    says(world, { 507: "2,3", 508: "6553.5" }, t0 + 600 * second);
    expect(unusable(world)?.map(({ since }) => since)).toEqual([world.now, world.now]);
    world.now = t0 + 10 * second;
    says(world, { 509: "1" }, t0 + 610 * second);
    expect(unusable(world)?.map(({ since }) => since)).toEqual([t0, t0]);
  });

  test("outlives a restart of the dashboard, as what cannot be does", () => {
    const before = live();
    says(before, { 507: "2,3", 508: "6553.5" });
    const told = unusable(before);
    const after = restart(before);
    says(after, { 513: "10000" });
    expect(after.view().old).toBeNull();
    expect(unusable(after)).toEqual(told);
    expect(after.view().lines.map(({ reading }) => reading)).toEqual([
      { value: 15.6, at: t0, old: true },
      null,
      { value: 15.6, at: t0 },
    ]);
    expect([sent(after, 507)?.raw, sent(after, 508)?.raw]).toEqual(["2,3", "6553.5"]);
    after.now += second;
    says(after, { 507: "2.3", 508: "2.3" });
    expect(unusable(after)).toEqual([]);
  });

  test("what an older version stored as any other value is judged at the start", () => {
    const before = live();
    says(before, { 553: "4076.404" });
    const charger = before.fleet.chargers.get(id);
    if (charger !== undefined) charger.unusable = null;
    const after = restart(before);
    says(after, { 513: "10000" });
    expect(after.view().session?.energyKwh).toBeNull();
  });

  test("of the state leaves it unknown, and the load management cautious", () => {
    const world = live();
    const key = allocationKey(world.fleet, id);
    says(world, { 710: "unavailable" });
    expect(world.view().state).toMatchObject({ word: "unknown", mode: null, since: world.now });
    expect(installationView(world.fleet, "park", world.now)?.states.unknown).toBe(1);
    expect(facts(world)?.mode).toBeNull();
    expect(allocationKey(world.fleet, id)).not.toBe(key);
    world.now += second;
    says(world, { 710: "3" });
    expect(world.view().state.word).toBe("charging");
  });

  test("of a setting lets it go on: nobody charges without a tag since that could not be read", () => {
    const world = live();
    says(world, { 120: "1", 712: "1", 510: "16" });
    world.now += second;
    says(world, { 120: "ja", 712: "-", 510: "16 A" });
    expect(facts(world)).toMatchObject({ authenticationRequired: true, standAlone: true, maxCurrentA: 16 });
    expect(unusable(world)).toHaveLength(3);
  });

  test("after a value that could not be leaves that unknown", () => {
    const world = live();
    says(world, { 507: "6553.5" }, t0 + 300);
    says(world, { 507: "2,3" }, t0 + 600);
    expect(world.view().lines[0].reading).toBeNull();
    const other = live();
    says(other, { 507: "2,3" }, t0 + 600);
    says(other, { 507: "6553.5" }, t0 + 300);
    expect(other.view().lines[0].reading).toBeNull();
    expect(restart(other).view().lines[0].reading).toBeNull();
  });
});
