import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { record as signedRecord, type TestMeter, testMeter } from "../../ocmf/test-ocmf";
import { connected, everything } from "../../store/backup/test-content";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { reckonAll, type Said, sessionsIn, write } from "./test-reckoner";

let server: TestServer;
let url: string;
let store: Store;
beforeAll(async () => {
  server = await startSystemPostgres();
});
beforeEach(async () => {
  await store?.close();
  url = await server.database();
  store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
});
afterAll(async () => {
  await store.close();
  await server.end();
});

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const t0 = Date.UTC(2026, 2, 2, 8);
const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** A record of a session (723) of an hour and 7 kWh. */
function record(n: number, from: number, more: object = {}): string {
  const iso = (at: number) => new Date(at).toISOString();
  const times = { StartDateTime: iso(from), EndDateTime: iso(from + hourMs) };
  return JSON.stringify({
    SessionId: guid(n),
    Energy: 7,
    ...times,
    AuthenticationCode: `nfc-${n}`,
    ReliableClock: true,
    ...more,
  });
}

/** A charger's word of a session of an hour, without its record. */
const charges = (n: number, from: number, deviceId = "ZAP000001"): Said[] => [
  { deviceId, at: from - hourMs, values: { 710: "1" } },
  { deviceId, at: from, values: { 721: guid(n), 710: "2", 722: `nfc-${n}` } },
  { deviceId, at: from + 1_000, values: { 710: "3", 513: "7000", 553: "0" } },
  { deviceId, at: from + hourMs - 1_000, values: { 553: "7", 513: "0", 710: "5" } },
  { deviceId, at: from + hourMs, values: { 710: "1" } },
];

const all = async () => {
  const { sessions = [], energy_quarters: quarters = [], sessions_due: due = [] } = await everything(url);
  return { sessions, quarters, due };
};

it("keeps a session with its tag, energy and quarter-hours", async () => {
  await write(store, charges(1, t0));
  await reckonAll(store, t0 + 2 * hourMs);
  const [session, ...others] = await sessionsIn(store);
  expect(others).toEqual([]);
  expect(session).toMatchObject({
    sessionId: guid(1),
    installationId: "north",
    circuitId: "north-a",
    begin: t0 * 1_000,
    startFrom: t0 * 1_000,
    endTo: (t0 + hourMs) * 1_000,
    isOpen: false,
    energyWh: 7_000,
    tag: "nfc-1",
  });
  const whole = await store.sessions.get(session?.id ?? "", null);
  expect(whole?.session.quarters?.reduce((sum, { wh }) => sum + wh, 0)).toBe(7_000);
  const [day] = await connected(url, async (client) => (await client.query("select * from energy_quarters")).rows);
  expect(day.wh).toHaveLength(96);
  expect(day.wh.slice(32, 36).reduce((sum: number, wh: number) => sum + wh, 0)).toBe(7_000);
  expect(day.wh.filter((wh: number) => wh === 0)).toHaveLength(92);
  expect((await all()).due).toEqual([]);
});

describe("what comes late", () => {
  it("lands in its session, a day later, and the same told again changes nothing", async () => {
    await write(store, [...charges(1, t0), ...charges(2, t0 + 5 * hourMs)]);
    await reckonAll(store, t0 + 8 * hourMs);
    const before = await sessionsIn(store);
    await write(store, [{ at: t0 + dayMs, values: { 723: record(1, t0, { Energy: 7.1 }) } }]);
    await reckonAll(store, t0 + dayMs);
    const after = await sessionsIn(store);
    expect(after.map(({ sessionId, id }) => [sessionId, id])).toEqual(
      before.map(({ sessionId, id }) => [sessionId, id]),
    );
    expect(after.map(({ energyWh, flags }) => [energyWh, flags.includes("late")])).toEqual([
      [7_000, false],
      [7_100, true],
    ]);
    const kept = await all();
    await write(store, [...charges(1, t0), { at: t0 + dayMs, values: { 723: record(1, t0, { Energy: 7.1 }) } }]);
    expect((await all()).due).not.toEqual([]);
    await reckonAll(store, t0 + 2 * dayMs);
    expect(await all()).toEqual(kept);
  });

  it("gives a session without an id its own, in the same row", async () => {
    const told = charges(1, t0).map(({ values: { 721: _, ...values }, ...rest }) => ({ ...rest, values }));
    await write(store, told);
    await reckonAll(store, t0 + 2 * hourMs);
    const [before] = await sessionsIn(store);
    expect(before?.sessionId).toMatch(/^ZAP000001 2026/);
    await write(store, [{ at: t0 + 3 * hourMs, values: { 723: record(1, t0) } }]);
    await reckonAll(store, t0 + 4 * hourMs);
    expect(await sessionsIn(store)).toEqual([
      expect.objectContaining({ id: before?.id, sessionId: guid(1), tag: "nfc-1" }),
    ]);
  });

  it("makes one session of two, and leaves nothing of the other", async () => {
    const [gone, ...rest] = charges(1, t0);
    await write(store, [gone as Said, ...rest.slice(0, 2), { at: t0 + 10 * minuteMs, values: { 710: "1" } }]);
    await write(store, [
      { at: t0 + 20 * minuteMs, values: { 710: "2" } },
      { at: t0 + hourMs, values: { 710: "1" } },
    ]);
    await reckonAll(store, t0 + 2 * hourMs);
    expect(await sessionsIn(store)).toHaveLength(2);
    await write(store, [{ at: t0 + 20 * minuteMs, values: { 721: guid(1) } }]);
    await reckonAll(store, t0 + 3 * hourMs);
    expect((await sessionsIn(store)).map(({ sessionId }) => sessionId)).toEqual([guid(1)]);
    expect((await all()).quarters).toHaveLength(1);
  });
});

it("tells of a session that began too long before that not all of it was looked at, and leaves it alone when it is known", async () => {
  await write(store, charges(1, t0));
  await reckonAll(store, t0 + 2 * hourMs);
  const told = (n: number) => [
    { at: t0 + 100 * dayMs, values: { 723: record(n, t0 + n * 2 * hourMs, { Energy: n }) } },
  ];
  await write(store, [
    { at: t0 + 100 * dayMs, values: { 723: record(1, t0, { Energy: 9 }) } },
    ...told(2).map((one) => ({ ...one, at: one.at + 1_000 })),
  ]);
  await reckonAll(store, t0 + 101 * dayMs);
  const found = await sessionsIn(store);
  expect(found.map(({ sessionId, energyWh, flags }) => [sessionId, energyWh, flags.includes("cutShort")])).toEqual([
    [guid(2), 2_000, true],
    [guid(1), 7_000, false],
  ]);
});

describe("what is due", () => {
  it("is reckoned by the next process, where one ended before it came to it", async () => {
    await write(store, charges(1, t0));
    await store.close();
    store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
    expect(await sessionsIn(store)).toEqual([]);
    await reckonAll(store, t0 + 2 * hourMs);
    expect(await sessionsIn(store)).toHaveLength(1);
  });

  it("is still due where more of it was told while it was reckoned", async () => {
    await write(store, charges(1, t0));
    const due = await store.sessions.dueOf("ZAP000001");
    await write(store, [{ at: t0 + hourMs - 1_500, values: { 553: "6.9" } }]);
    await store.sessions.settle("ZAP000001", due);
    expect(await store.sessions.dueOf("ZAP000001")).toHaveLength(1);
    await store.sessions.settle("ZAP000001", await store.sessions.dueOf("ZAP000001"));
    expect(await store.sessions.dueOf("ZAP000001")).toEqual([]);
  });

  it("waits for more where it tells neither of a begin nor of an end", async () => {
    await write(store, [{ at: t0, values: { 553: "1" } }]);
    const chargersAt = (at: number) => store.sessions.dueChargers(at * 1_000, 10, []);
    expect(await chargersAt(t0 - 1)).toEqual([]);
    expect(await chargersAt(t0)).toEqual(["ZAP000001"]);
    await write(store, [{ at: t0 + 1, values: { 710: "3" } }]);
    expect(await chargersAt(t0 - 1)).toEqual(["ZAP000001"]);
  });
});

describe("what is forgotten", () => {
  const signed = 'OCMF|{"FV":"1.0","GS":"1","PG":"T1","RD":[]}|{"SD":"aa"}';
  const us = (ms: number) => ms * 1_000;

  it("is who charged: the session, its verdict and all energy stay, also when it is told again", async () => {
    await write(store, [
      ...charges(1, t0),
      { at: t0 + hourMs, values: { 723: record(1, t0, { SignedSession: signed }) } },
    ]);
    await write(store, charges(2, t0 + 10 * dayMs));
    await reckonAll(store, t0 + 11 * dayMs);
    const { quarters } = await all();
    const before = await sessionsIn(store);
    expect(before.map(({ tag, hasSigned }) => [tag, hasSigned])).toEqual([
      ["nfc-2", false],
      ["nfc-1", true],
    ]);
    expect(await store.sessions.forget({ sessionsBefore: 0, tagsBefore: us(t0 + dayMs) })).toBe(true);
    const after = await sessionsIn(store);
    expect(after).toEqual(before.map((one, i) => (i === 1 ? { ...one, tag: null, hasSigned: false } : one)));
    expect(after[1]).toMatchObject({ verdict: "no key", energyWh: 7_000 });
    expect((await all()).quarters).toEqual(quarters);
    expect(JSON.stringify(await everything(url))).not.toContain("nfc-1");
    await write(store, charges(1, t0));
    await reckonAll(store, t0 + 11 * dayMs, { keepDays: 10 });
    expect(await sessionsIn(store)).toEqual(after);
    expect((await all()).due).toEqual([]);
  });

  it("is the whole session in the end, but not its energy", async () => {
    await write(store, charges(1, t0));
    await reckonAll(store, t0 + 2 * hourMs);
    const { quarters } = await all();
    await store.sessions.forget({ sessionsBefore: us(t0), tagsBefore: 0 });
    expect(await sessionsIn(store)).toHaveLength(1);
    await store.sessions.forget({ sessionsBefore: us(t0) + 1, tagsBefore: 0 });
    expect(await sessionsIn(store)).toEqual([]);
    expect((await all()).quarters).toEqual(quarters);
  });
});

it("checks signed readings by the key that the meter has, or by one that was entered", async () => {
  const [first, second] = [testMeter("secp384r1"), testMeter("secp384r1")];
  const [firstKey, secondKey] = [first, second].map((meter) => meter.der.toString("base64"));
  const told = (n: number, meter: TestMeter, more: object = {}): Said => {
    const from = t0 + n * dayMs;
    const SignedSession = signedRecord(meter);
    return { at: from + hourMs, values: { ...more, 723: record(n, from, { SignedSession }) } };
  };
  const keysOf = async () => {
    const sessions = (await sessionsIn(store)).reverse();
    return Promise.all(
      sessions.map(async ({ id, verdict }) => [verdict, (await store.sessions.signedRecord(id, null))?.publicKey]),
    );
  };
  const deviceId = "ZAP000001";
  await write(store, [told(0, first), told(40, first)]);
  await reckonAll(store, t0 + 41 * dayMs);
  expect(await keysOf()).toEqual([
    ["no key", null],
    ["no key", null],
  ]);
  // The charger tells its key: what came before is verified too.
  await write(store, [told(42, first, { 981: firstKey })]);
  await reckonAll(store, t0 + 43 * dayMs);
  expect(await keysOf()).toEqual([0, 1, 2].map(() => ["valid", firstKey]));
  // Its meter is exchanged, and the new one's key entered.
  await write(store, [told(44, second)]);
  await reckonAll(store, t0 + 45 * dayMs);
  expect((await keysOf()).at(-1)).toEqual(["invalid", firstKey]);
  const entered = { deviceId, key: secondKey ?? "", enteredBy: "Ada", at: t0 + 46 * dayMs };
  expect(await store.sessions.addMeterKey(entered)).toBe(true);
  expect(await store.sessions.addMeterKey(entered)).toBe(false);
  await reckonAll(store, t0 + 46 * dayMs);
  expect(await keysOf()).toEqual([...[0, 1, 2].map(() => ["valid", firstKey]), ["valid", secondKey]]);
  expect(await store.sessions.removeMeterKeys(deviceId, t0 + 47 * dayMs)).toBe(true);
  await reckonAll(store, t0 + 47 * dayMs);
  expect((await keysOf()).at(-1)).toEqual(["invalid", firstKey]);
  expect((await all()).due).toEqual([]);
});

it("takes 10,000 completed sessions that are sent again once each", { timeout: 300_000 }, async () => {
  const chargers = ["ZAP000001", "ZAP000002", "ZAP000003", "ZAP000004"];
  const said = chargers.flatMap((deviceId, c) =>
    Array.from({ length: 2_500 }, (_, i): Said => {
      const from = t0 + i * 4 * hourMs;
      return { deviceId, at: from + hourMs + 1_000, values: { 723: record(c * 10_000 + i, from) } };
    }),
  );
  const now = t0 + 10_000 * hourMs;
  await write(store, said);
  await reckonAll(store, now);
  const kept = await sessionsIn(store);
  expect(kept).toHaveLength(10_000);
  expect(kept.filter(({ energyWh }) => energyWh !== 7_000)).toEqual([]);
  // As they come again after a connection was lost: with their instants, later.
  await write(
    store,
    said.map((one) => ({ ...one, arrivedAt: now })),
  );
  await reckonAll(store, now + dayMs);
  expect(await sessionsIn(store)).toEqual(kept);
  // As they come again from its own store: told anew.
  await write(
    store,
    said.slice(0, 500).map((one, i) => ({ ...one, at: now + i * 1_000 })),
  );
  await reckonAll(store, now + dayMs);
  const again = await sessionsIn(store);
  expect(again.map(({ id, energyWh }) => [id, energyWh])).toEqual(kept.map(({ id, energyWh }) => [id, energyWh]));
});
