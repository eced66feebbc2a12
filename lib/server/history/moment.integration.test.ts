import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hourUs } from "../../domain/history/hours";
import { type HistoryRow, micros, ownKinds } from "../../domain/history/row";
import { type Topology, usualPriority, usualSettings } from "../../domain/topology";
import { protocols } from "../../protocol/registry";
import { rowAt } from "../../store/history/test-history";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { momentRequests } from "../app/requests/moment-requests";

let server: TestServer;
let store: Store;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const t0 = Math.floor(Date.now() / hourMs) * hourMs - 30 * hourMs;
const [first, second, third] = ["ZPR000001", "ZPR000002", "ZPR000003"] as const;

const topology: Topology = {
  installations: [
    {
      id: "depot",
      name: "Depot",
      networkType: "TN3",
      mainFuseA: 63,
      availableA: [63, 63, 63],
      imbalanceLimitA: null,
      switchCurrentA: 15,
      timeZone: "Europe/Berlin",
      authorisation: { kind: "any" },
      ...usualSettings,
    },
  ],
  circuits: ["a", "b"].map((id) => ({ id, installationId: "depot", name: id.toUpperCase(), fuseA: 32 })),
  chargers: [first, second, third].map((deviceId, index) => ({
    deviceId,
    circuitId: index === 2 ? "b" : "a",
    name: `Place ${index + 1}`,
    rotation: index === 1 ? ("STR" as const) : ("RST" as const),
    maxCurrentA: 32,
    minCurrentA: 6,
    priority: usualPriority,
    enrolled: false,
  })),
};

const told = (deviceId: string, minutes: number, kind: number, raw: string): HistoryRow =>
  rowAt(micros(t0 + minutes * minuteMs), raw, { deviceId, kind });
const all = (deviceId: string, minutes: number, values: Record<number, string>): HistoryRow[] =>
  Object.entries(values).map(([kind, raw]) => told(deviceId, minutes, Number(kind), raw));

beforeAll(async () => {
  server = await startSystemPostgres();
  store = await openStore(await server.database(), { secret: Buffer.alloc(32, 1), log: silentLog });
  const rows = [
    told(first, 0, ownKinds.presence, "online"),
    ...all(first, 1, { 120: "1", 710: "3", 718: "0", 708: "16", 510: "32", 513: "7200", 553: "1.5", 501: "231" }),
    ...all(first, 1, { 507: "10", 508: "11", 509: "12" }),
    told(first, 30, ownKinds.presence, "offline"),
    told(first, 50, ownKinds.presence, "online"),
    ...all(first, 50, { 710: "5", 718: "1", 513: "0", 507: "0", 508: "0", 509: "0" }),
    told(first, 55, 710, "2"),
    told(second, 0, ownKinds.presence, "online"),
    ...all(second, 1, { 710: "1", 513: "0" }),
    ...all(second, 20, { 710: "3", 718: "0", 513: "3600", 507: "5", 508: "0", 509: "0" }),
  ];
  await store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows, personal: [], watched: { from: micros(t0), to: micros(t0 + 2 * hourMs) } },
    journal: null,
  });
});
afterAll(async () => {
  await store.close();
  await server.end();
});

const moments = () =>
  momentRequests(
    {
      readOrNull: async (read) => ({ got: await read(store) }),
      readOrRefuse: (read) => read(store),
      callOrRefuse: (act) => act(store),
    },
    { topology: () => topology, protocols, ratedA: () => 32, watching: () => null },
  );
const charger = async (minutes: number, deviceId: string = first) =>
  (await moments().charger(deviceId, t0 + minutes * minuteMs)).charger;
const installation = async (minutes: number) => {
  const found = await moments().installation("depot", t0 + minutes * minuteMs);
  if (found === null) throw new Error("there is no such installation");
  return found;
};
const plain = (reading: { value: unknown; old: boolean } | null) =>
  reading === null ? null : `${reading.value}${reading.old ? " old" : ""}`;

describe.each(["as it came", "packed"])("a charger, %s", (how) => {
  beforeAll(async () => {
    if (how === "as it came") return;
    const nothing = { hour: () => null, day: () => Buffer.alloc(0) };
    await store.history.tidy(Math.floor(micros(t0 + 24 * hourMs) / hourUs) * hourUs, nothing);
  });

  it("is as it was then, with the instants at which that was told", async () => {
    const found = await charger(10);
    expect(found).toMatchObject({
      deviceId: first,
      name: "Place 1",
      circuitId: "a",
      presence: { word: "online", since: t0 },
      state: { value: "charging", at: t0 + minuteMs, old: false },
      powerW: { value: 7_200, at: t0 + minuteMs, old: false },
      allocatedA: { value: 16, old: false },
      limitA: { value: 32, old: false },
      sessionKwh: { value: 1.5, old: false },
      isSample: false,
    });
    expect(found.lines.map(plain)).toEqual(["10", "11", "12"]);
    expect(found.voltages.map(plain)).toEqual(["231", null, null]);
  });

  it("has what was told at that instant, and nothing that was told later", async () => {
    expect(plain((await charger(1)).state)).toBe("charging");
    const before = await charger(0.5);
    expect(before).toMatchObject({ state: null, powerW: null, lines: [null, null, null], limitA: null });
    expect(before.presence.word).toBe("online");
  });

  it("was old while it was offline, but for its settings", async () => {
    const found = await charger(40);
    expect(found.presence).toEqual({ word: "offline", since: t0 + 30 * minuteMs });
    expect([found.state, found.powerW, found.limitA].map(plain)).toEqual(["charging old", "7200 old", "32"]);
    expect(found.lines.map(plain)).toEqual(["10 old", "11 old", "12 old"]);
  });

  it("is old after a gap until it is told again", async () => {
    const found = await charger(52);
    expect([found.state, found.powerW, found.allocatedA].map(plain)).toEqual(["paused", "0", "16 old"]);
    expect(plain((await charger(56)).state)).toBe("waiting");
  });

  it("is unknown where nobody listened, and before anything was kept", async () => {
    const later = await moments().charger(first, t0 + 5 * hourMs);
    expect(later.isWatched).toBe(false);
    expect(later.charger.presence).toEqual({ word: "unknown", since: null });
    expect([later.charger.state, later.charger.powerW].map(plain)).toEqual(["waiting old", "0 old"]);
    const never = await charger(-60);
    expect(never).toMatchObject({ presence: { word: "unknown" }, state: null, powerW: null, limitA: null });
  });
});

describe("an installation", () => {
  it("sums what is known by circuit and line; who has no car counts nothing, who is unknown makes it the least", async () => {
    const found = await installation(10);
    expect(found.isWatched).toBe(true);
    expect(found.powerW).toEqual({ value: 7_200, atLeast: true });
    expect(found.lines.map(({ value }) => value)).toEqual([10, 11, 12]);
    expect(found.lines.every(({ atLeast }) => atLeast)).toBe(true);
    const [a, b] = found.circuits;
    expect(a).toMatchObject({ id: "a", name: "A", fuseA: 32 });
    expect(a?.lines).toEqual([10, 11, 12].map((value) => ({ value, atLeast: false })));
    expect(b?.lines).toEqual([0, 1, 2].map(() => ({ value: null, atLeast: true })));
    expect(found.chargers.map(({ state }) => plain(state))).toEqual(["charging", "noCar", null]);
  });

  it("sums by the installation's lines, as chargers are rotated", async () => {
    const [a] = (await installation(25)).circuits;
    expect(a?.lines.map(({ value }) => value)).toEqual([10, 16, 12]);
  });

  it("does not add what was old", async () => {
    const found = await installation(40);
    expect(found.powerW).toEqual({ value: 3_600, atLeast: true });
    expect(found.circuits[0]?.lines).toEqual([0, 5, 0].map((value) => ({ value, atLeast: true })));
  });

  it("of another name there is none", async () => {
    expect(await moments().installation("nowhere", t0)).toBeNull();
  });
});
