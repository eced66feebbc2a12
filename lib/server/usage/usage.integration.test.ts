import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { micros, ownKinds } from "../../domain/history/row";
import type { Installation, Topology } from "../../domain/topology";
import { protocols } from "../../protocol/registry";
import { connected } from "../../store/backup/test-content";
import { rowAt } from "../../store/history/test-history";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { createSummariser } from "../history/summarise";
import { reckonAll, write } from "../sessions/test-reckoner";
import { installationAvailability } from "./availability";
import { energyNow, installationEnergy } from "./energy";

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(`2026-${text}Z`);
const begin = at("10-24T00:00");
const now = at("10-28T10:00");
const [north] = twoInstallations.installations as [Installation];
let postgres: TestServer;
let url: string;
let store: Store;

/** What Phaseboard sees of a charger's connection, in the order of time. */
const seen = (deviceId: string, told: readonly (readonly [when: string, word: string])[]) =>
  store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: {
      rows: told.map(([when, raw]) =>
        rowAt(micros(at(when)), raw, { deviceId, kind: ownKinds.presence, epoch: 0, arrivedAt: micros(at(when)) }),
      ),
      personal: [],
      watched: null,
    },
    journal: null,
  });
const watch = (from: number, to: number) =>
  store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows: [], personal: [], watched: { from: micros(from), to: micros(to) } },
    journal: null,
  });

beforeAll(async () => {
  postgres = await startSystemPostgres();
  url = await postgres.database();
  store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
  await seen("ZAP000001", [["10-24T00:00", "online"]]);
  // From half an hour before midnight in Oslo to half an hour after it.
  const from = at("10-24T21:30");
  await write(store, [
    { at: from - hourMs, values: { 710: "1", 513: "0" } },
    { at: from, values: { 721: "6d1f0b4e-2d5c-4a7e-9f0a-000000000001", 710: "3", 513: "7000", 553: "0" } },
    { at: from + hourMs, values: { 553: "7", 513: "0", 710: "1" } },
  ]);
  await seen("ZAP000001", [
    ["10-25T10:00", "silent"],
    ["10-25T10:05", "offline"],
    ["10-25T12:00", "online"],
  ]);
  await seen("ZAP000002", [["10-26T12:00", "offline"]]);
  for (const day of ["10-26T01:00", "10-27T01:00", "10-28T01:00"])
    await write(store, [{ at: at(day), values: { 513: "1" } }]);
  await watch(begin, at("10-26T00:00"));
  await watch(at("10-26T06:00"), now);
  await reckonAll(store, now);
});
afterAll(async () => {
  await store.close();
  await postgres.end();
});

const tidy = () =>
  store.history.tidy(
    micros(now),
    createSummariser(protocols, () => 32),
  );
const availability = (month: string, until = now, topology: Topology = twoInstallations) =>
  installationAvailability(store, { installation: north, topology, month, now: until, watching: null });

async function october() {
  const { chargers, watchedMs, until } = await availability("2026-10");
  expect(until).toBe(now);
  expect(watchedMs).toBe(100 * hourMs);
  expect(chargers).toMatchObject([
    {
      deviceId: "ZAP000002",
      percent: 0,
      watchedMs: 46 * hourMs,
      longest: [{ from: at("10-26T12:00"), to: null, cause: "offline", isFromBefore: false }],
      sessions: 0,
      successPercent: null,
    },
    {
      deviceId: "ZAP000001",
      percent: 98,
      respondingMs: 98 * hourMs,
      outages: 1,
      longest: [{ from: at("10-25T10:00"), to: at("10-25T12:00"), cause: "offline", watchedMs: 2 * hourMs }],
      sessions: 1,
      failedStarts: 0,
      tried: 1,
      succeeded: 1,
      successPercent: 100,
    },
  ]);
}

describe("availability", () => {
  it("is of the time that Phaseboard watched, the worst first, before anything is summed up", october);

  it("is the same after that", async () => {
    await tidy();
    const rows = await connected(url, async (client) => (await client.query("select presence from history_days")).rows);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.every(({ presence }) => presence !== null)).toBe(true);
    await october();
  });

  it("is the same again where days that were summed up before the upgrade are summed up anew, and not known until then", async () => {
    await connected(url, async (client) => {
      await client.query("update history_days set presence = null");
      await client.query("insert into history_stale (charger, day) select charger, day from history_days");
    });
    const { chargers } = await availability("2026-10");
    expect(chargers.find(({ deviceId }) => deviceId === "ZAP000001")?.watchedMs).toBeLessThan(20 * hourMs);
    await tidy();
    await october();
  });

  it("goes on from the month before, also where a charger told nothing since", async () => {
    await watch(at("11-01T00:00"), at("11-03T00:00"));
    const { chargers } = await availability("2026-11", at("11-03T00:00"));
    const of = (id: string) => chargers.find(({ deviceId }) => deviceId === id);
    expect(of("ZAP000002")).toMatchObject({ percent: 0, longest: [{ isFromBefore: true, to: null }] });
    expect(of("ZAP000001")).toMatchObject({ percent: 100, outages: 0 });
  });

  it("is not known of what was before, and of what is to come", async () => {
    for (const month of ["2026-09", "2027-01"]) {
      const { chargers, watchedMs, from, until } = await availability(month);
      expect(watchedMs).toBe(0);
      expect(chargers.map(({ percent }) => percent)).toEqual([null, null]);
      if (month === "2027-01") expect(until).toBe(from);
    }
  });
});

const heard: Record<string, number> = { ZAP000001: now, ZAP000002: now };
const of = (more: { topology?: Topology; now?: number; installation?: Installation } = {}) => ({
  installation: north,
  circuitId: null,
  topology: twoInstallations,
  now,
  heardAt: (deviceId: string) => heard[deviceId] ?? 0,
  ...more,
});
const span = { from: at("10-24T10:00"), to: at("10-28T10:00") };

describe("energy", () => {
  it("is told by the days of the installation's zone, also by the long one, unknown where a charger told nothing", async () => {
    const answer = await installationEnergy(store, of(), span, "day");
    expect(answer).toMatchObject({ chargers: 2, until: now, from: at("10-23T22:00"), to: at("10-28T23:00") });
    expect(answer.days).toMatchObject([
      { date: "2026-10-24", wh: 3_500, unknownHours: 0 },
      { date: "2026-10-25", wh: 3_500, unknownHours: 0, from: at("10-24T22:00"), to: at("10-25T23:00") },
      { date: "2026-10-26", wh: 0, unknownHours: 0 },
      { date: "2026-10-27", wh: 0, unknownHours: 23 },
      { date: "2026-10-28", wh: 0, unknownHours: 1 },
    ]);
    // Its counter was read at begin and end: what is between is shared out.
    expect(answer.total).toMatchObject({ wh: 7_000, estimatedWh: 7_000, unknownHours: 24 });
  });

  it("is the same by month and by the hour of the week", async () => {
    const months = await installationEnergy(store, of(), span, "month");
    expect(months.months).toEqual([{ month: "2026-10", ...months.total }]);
    const { hours, total } = await installationEnergy(store, of(), span, "hourOfWeek");
    expect(total).toEqual(months.total);
    const energy = hours?.filter(({ wh }) => (wh ?? 0) > 0);
    expect(energy).toMatchObject([
      { weekday: 6, hour: 23, times: 1, wh: 3_500 },
      { weekday: 7, hour: 0, times: 1, wh: 3_500 },
    ]);
  });

  it("counts where a charger hangs now", async () => {
    const moved = {
      ...twoInstallations,
      chargers: twoInstallations.chargers.map((one) =>
        one.deviceId === "ZAP000001" ? { ...one, circuitId: "south-a" } : one,
      ),
    };
    const south = { ...north, id: "south" };
    const there = await installationEnergy(store, of({ topology: moved, installation: south }), span, "month");
    const here = await installationEnergy(store, of({ topology: moved }), span, "month");
    expect([there.total.wh, here.total.wh]).toEqual([7_000, 0]);
  });

  it("is at least the rest where a session's is unknown in part", async () => {
    const days = { from: at("10-24T10:00"), to: at("10-24T11:00") };
    // The last of the two of this day.
    await connected(url, (client) => client.query("update energy_quarters set wh[88] = null"));
    const answer = await installationEnergy(store, of(), days, "day");
    expect(answer.days).toMatchObject([{ wh: 1_750, estimatedWh: 1_750, unknownHours: 0.25 }]);
    await connected(url, (client) => client.query("update energy_quarters set wh[88] = 1750"));
  });

  it("is nothing that is known where nothing was kept, and of days to come", async () => {
    const before = await installationEnergy(store, of(), { from: at("09-01T00:00"), to: at("09-03T00:00") }, "day");
    expect(before.days?.map(({ wh }) => wh)).toEqual([null, null, null]);
    const later = await installationEnergy(store, of(), { from: at("12-01T00:00"), to: at("12-03T00:00") }, "day");
    expect(later).toMatchObject({ days: [], total: { wh: null } });
  });
});

describe("energy now", () => {
  const alone = { ...twoInstallations, chargers: twoInstallations.chargers.slice(0, 1) };
  const nowAt = (text: string) => energyNow(store, of({ now: at(text), topology: alone }));

  it("is today's and this month's", async () => {
    const answer = await energyNow(store, of({ now: at("10-24T22:15"), topology: alone }));
    expect(answer.today).toMatchObject({ date: "2026-10-25", wh: 1_750 });
    expect(answer.month).toMatchObject({ firstDate: "2026-10-01", lastDate: "2026-10-25", wh: 5_250 });
  });

  it.each([
    ["11-24T22:30", "2026-10-24", 0],
    ["11-24T22:45", "2026-10-24", 1_750],
    ["11-25T12:00", "2026-10-25", 7_000],
  ])("at %s compares with the month before up to the same time of %s", async (text, lastDate, wh) => {
    const { before, month } = await nowAt(text);
    expect(before).toMatchObject({ firstDate: "2026-10-01", lastDate, wh });
    // Nothing was told since, which is not nothing.
    expect(month.wh).toBeNull();
    expect(month.unknownHours).toBeGreaterThan(500);
  });

  it("compares with no month that has no such day", async () => {
    expect((await nowAt("12-31T12:00")).before).toBeNull();
  });
});
