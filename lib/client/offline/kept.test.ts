import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveState } from "../../contract/frame";
import type { ChargerView, InstallationView } from "../../contract/view";
import type { Command } from "../../domain/command/command";
import { phasesView } from "../../domain/electrical/phases";
import type { Anomaly } from "../../domain/faults/anomaly";
import { usualSettings } from "../../domain/topology";
import { keptMs, keptOf, stillKept, withNewer } from "./kept";
import { type Kept, keptShape } from "./kept-shape";

const t0 = Date.UTC(2026, 4, 4, 12);
const person = "SECRET Sample Person";
const tag = "SECRET nfc-04a1b2c3";
const supports = "SECRET of support";

const command: Command = {
  id: "SECRET",
  deviceId: "ZPR000001",
  kind: "stop",
  by: { personId: "SECRET", name: person },
  course: [{ stage: "requested", at: t0, reason: null }],
  waiting: null,
  deadlineAt: null,
  idempotencyKey: "SECRET",
};

const anomaly: Anomaly = {
  kind: "loadOnOtherLine",
  deviceId: "ZPR000001",
  line: "L1",
  seen: "L2",
  terminal: 1,
  since: t0,
  value: 3,
  limit: null,
};

const reading = { value: 16.1, at: t0 };
const no = { possible: false, rule: "notConnected" } as const;

const charger = (deviceId: string, installationId: string | null = "depot"): ChargerView => ({
  deviceId,
  name: `Bay ${deviceId}`,
  product: "Pro",
  installationId,
  circuitId: "depot-a",
  rotation: "RST",
  presence: { word: "unknown", since: t0, heardAt: t0, reason: "brokerLost", was: "online" },
  old: null,
  state: {
    word: "paused",
    mode: "finished",
    since: t0,
    limit: { of: "circuit", name: "A", line: "L1" },
    pausedBy: { name: person, at: t0 },
  },
  powerW: { value: 11_000, at: t0 },
  lines: [
    { reading, rangeA: [15, 17], terminal: 1 },
    { reading, terminal: null },
    { reading: null, terminal: null },
  ],
  voltageV: [{ value: 230, at: t0 }, null, null],
  voltageOffGrid: [false, true, false],
  flapping: null,
  limitA: 32,
  priority: 2,
  allocatedA: reading,
  allocatedTerminals: null,
  grant: null,
  session: { id: "SECRET", startedAt: t0, energyKwh: { value: 3, at: t0 }, tag },
  firmware: { computer: { value: "SECRET", at: t0 }, mcu: null, available: null, behind: null, upgrade: null },
  warnings: ["HUMIDITY"],
  anomalies: [anomaly],
  powerFactor: null,
  carPhases: 3,
  commands: [command],
  may: { start: no, stop: no, restart: no, upgradeFirmware: no },
  undecodable: 4,
});

const installation = (id: string, chargers: number): InstallationView => {
  const phases = phasesView("TN3", [], { fuseA: 63, availableA: [63, 63, 63], imbalanceLimitA: null });
  return {
    id,
    name: `Car park ${id}`,
    networkType: "TN3",
    timeZone: "Europe/Oslo",
    mainFuseA: 63,
    phases,
    available: { source: "fixed", until: null, nextChangeAt: null, meter: null },
    settings: {
      ...usualSettings,
      availableA: [63, 63, 63],
      switchCurrentA: 15,
      imbalanceLimitA: null,
      meter: { topic: "SECRET", measures: "total", safeA: [6, 6, 6] },
    },
    circuits: [{ id: "depot-a", name: "A", fuseA: 63, phases }],
    powerW: { value: 11_000, atLeast: false },
    chargers,
    states: {
      charging: 1,
      waitingForCurrent: 0,
      waitingForAuthorisation: 0,
      paused: 0,
      finished: 0,
      noCar: 0,
      unknown: 0,
    },
    presences: { online: 1, silent: 0, offline: 0, unknown: 0 },
    trouble: 0,
    anomalies: [anomaly],
    verdict: [
      { kind: "over", place: { id: "depot-a", name: "A" }, lines: ["L1"] },
      { kind: "notResponding", chargers: 2, first: { deviceId: "ZPR000001", name: "Bay 1" } },
      { kind: "waits", limit: null, chargers: 1, first: { deviceId: "ZPR000001", name: "Bay 1" } },
    ],
  };
};

const link = { up: true, since: t0, reason: supports };

/** A page with all that a page can have, of one installation. */
function stateOf(at: number, chargers: readonly ChargerView[], installations: readonly InstallationView[]): LiveState {
  return {
    rev: 9,
    at,
    links: { broker: link, store: link, lastMessageAt: t0 },
    installations: Object.fromEntries(installations.map((each) => [each.id, each])),
    chargers: new Map(chargers.map((each) => [each.deviceId, each])),
    details: {
      ZPR000001: {
        deviceId: "ZPR000001",
        commands: [command],
        unusable: [{ key: "tag", name: "SECRET", why: "unreadable", since: t0 }],
        reservedAtLimitA: 0,
        offlineCurrentA: null,
        offlineTerminals: null,
        networkType: null,
        signalStrength: null,
        communicationMode: { value: supports, at: t0 },
        temperatureC: null,
        humidityPercent: null,
        nextScheduleEvent: null,
        lastSession: null,
        clockErrorMs: 0,
        pulseIntervalMs: null,
      },
    },
    addresses: { ZPR000001: [supports] },
    sent: {
      ZPR000001: {
        observations: [
          { id: 750, key: "tag", name: "Tag", unit: null, raw: tag, at: t0, ownAt: t0, sensitive: true },
          { id: 1, key: "sim", name: "SIM", unit: null, raw: supports, at: t0, ownAt: t0, sensitive: true },
        ],
        messages: [{ at: t0, about: null, level: "error", text: supports }],
      },
    },
    firmware: {
      products: [{ product: "Pro", available: { version: "5", enteredBy: person, at: t0 }, chargers: [] }],
    },
    support: {
      journals: [],
      unassigned: [charger("ZPR000009", null)],
      undecodable: [],
      latest: [{ deviceId: null, reason: "notJson", detail: supports, sample: supports, receivedAt: t0 }],
    },
  };
}

const page = stateOf(t0, [charger("ZPR000001"), charger("ZPR000009", null)], [installation("depot", 1)]);

/** The same with a field that nobody has heard of in every object, whatever its depth. */
function withUnknownFields(value: unknown, field: string): unknown {
  if (value instanceof Map) return new Map([...value].map(([id, each]) => [id, withUnknownFields(each, field)]));
  if (Array.isArray(value)) return value.map((each) => withUnknownFields(each, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries([
    ...Object.entries(value).map(([key, each]) => [key, withUnknownFields(each, field)]),
    [field, "SECRET new field"],
  ]);
}

describe("what a phone keeps", () => {
  it("is what is shown of an installation and its chargers, and can be read again", () => {
    const kept = keptOf(page);
    expect(kept.installations.depot?.view).toMatchObject({ name: "Car park depot", trouble: 0, chargers: 1 });
    expect(kept.chargers.ZPR000001?.view).toMatchObject({
      name: "Bay ZPR000001",
      presence: { was: "online" },
      state: { word: "paused", since: t0 },
      powerW: { value: 11_000, at: t0 },
    });
    expect(keptShape.parse(structuredClone(kept))).toEqual(kept);
  });

  it("has no name of a person, no tag, and nothing of support", () => {
    expect(JSON.stringify(page, (_, value) => (value instanceof Map ? [...value] : value))).toContain("SECRET");
    expect(JSON.stringify(keptOf(page))).not.toContain("SECRET");
  });

  it("has nothing of a charger that hangs nowhere, which support alone sees", () => {
    expect(Object.keys(keptOf(page).chargers)).toEqual(["ZPR000001"]);
  });

  it("has no field that nobody has allowed, at any depth", () => {
    const names = fc.stringMatching(/^new[A-Za-z]{1,8}$/);
    fc.assert(
      fc.property(names, (field) => {
        const widened = withUnknownFields(page, field) as LiveState;
        const things = { ...widened, installations: { depot: widened.installations.depot } } as LiveState;
        expect(JSON.stringify(keptOf(things))).not.toContain(field);
        expect(Object.keys(keptOf(things).chargers)).toEqual(["ZPR000001"]);
        expect(Object.keys(keptOf(things).installations)).toEqual(["depot"]);
      }),
    );
  });

  it("is not taken from another build whose values have another shape", () => {
    const kept = structuredClone(keptOf(page)) as unknown as {
      chargers: Record<string, { view: { powerW: unknown } }>;
    };
    const view = kept.chargers.ZPR000001?.view;
    if (view) view.powerW = "11 kW";
    expect(keptShape.safeParse(kept).success).toBe(false);
  });
});

describe("how long a phone keeps it", () => {
  const kept = keptOf(page);
  it.each<[string, number, boolean]>([
    ["a day", keptMs, true],
    ["no longer than a day", keptMs + 1, false],
    ["not where its clock has gone back by more than a day", -keptMs - 1, false],
  ])("%s", (_, later, there) => expect(stillKept(kept, t0 + later) !== null).toBe(there));

  it("thing by thing", () => {
    const hour = 3_600_000;
    const other = keptOf(stateOf(t0 + 20 * hour, [charger("ZPR000002", "other")], []));
    const both = withNewer(kept, other, t0 + 20 * hour);
    expect(Object.keys(both.chargers).sort()).toEqual(["ZPR000001", "ZPR000002"]);
    const later = stillKept(both, t0 + 25 * hour);
    expect(Object.keys(later?.chargers ?? {})).toEqual(["ZPR000002"]);
    expect(later?.installations).toEqual({});
  });
});

describe("what is kept after another page was looked at", () => {
  const later = t0 + 60_000;
  const two: Kept = keptOf(
    stateOf(t0, [charger("ZPR000001"), charger("ZPR000002")], [installation("depot", 2), installation("other", 7)]),
  );

  it("is the newer of each thing, and the rest as of when it was told", () => {
    const after = withNewer(two, keptOf(stateOf(later, [charger("ZPR000002")], [])), later);
    expect(after.at).toBe(later);
    expect(after.chargers.ZPR000001?.at).toBe(t0);
    expect(after.chargers.ZPR000002?.at).toBe(later);
    expect(after.installations.other?.at).toBe(t0);
  });

  it("has no charger that an installation's page does not have any more", () => {
    const after = withNewer(two, keptOf(stateOf(later, [charger("ZPR000001")], [installation("depot", 1)])), later);
    expect(Object.keys(after.chargers)).toEqual(["ZPR000001"]);
  });

  it("keeps the chargers of an installation of which only the sums were shown", () => {
    const after = withNewer(two, keptOf(stateOf(later, [], [installation("depot", 2)])), later);
    expect(Object.keys(after.chargers).sort()).toEqual(["ZPR000001", "ZPR000002"]);
  });
});
