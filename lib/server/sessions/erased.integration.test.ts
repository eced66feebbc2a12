import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { protocols } from "../../protocol/registry";
import { connected, everything } from "../../store/backup/test-content";
import { keepSessions, testSession } from "../../store/sessions/test-session";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { toldOfPersons } from "../history/told-of-persons";
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

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const t0 = Date.UTC(2026, 2, 2, 8);
const tag = "nfc-04A1B2C3";
const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const iso = (at: number) => new Date(at).toISOString();

const record = (n: number, from: number, more: object = {}): string =>
  JSON.stringify({
    SessionId: guid(n),
    Energy: 7,
    StartDateTime: iso(from),
    EndDateTime: iso(from + hourMs),
    AuthenticationCode: tag,
    ReliableClock: true,
    SignedSession: `OCMF|{"ID":"${tag}"}`,
    ...more,
  });

const plugIn = (n: number, from: number, shown = tag): Said[] => [
  { at: from - hourMs, values: { 710: "1" } },
  { at: from, values: { 721: guid(n), 710: "2", 722: shown } },
  { at: from + 1_000, values: { 710: "3", 513: "7000", 553: "0" } },
];
const unplug = (from: number): Said[] => [
  { at: from + hourMs - 1_000, values: { 553: "7", 513: "0", 710: "5" } },
  { at: from + hourMs, values: { 710: "1" } },
];
/** A charger's word of a session of an hour and 7 kWh, with its record. */
const charges = (n: number, from: number): Said[] => [
  ...plugIn(n, from),
  ...unplug(from),
  { at: from + hourMs, values: { 723: record(n, from) } },
];

const erase = (at: number, installationId = "north", of = tag) =>
  store.tags.erase({
    installationId,
    tag: of,
    deviceIds: ["ZAP000001"],
    personal: (deviceId) => toldOfPersons(protocols.of(deviceId)),
    by: "Sample owner",
    at,
  });
/** Everywhere in the database where a text is found: the tables. */
async function whereIs(text: string): Promise<string[]> {
  return Object.entries(await everything(url)).flatMap(([table, rows]) =>
    JSON.stringify(rows).includes(text) ? [table] : [],
  );
}
const shown = async () =>
  (await sessionsIn(store)).map(({ sessionId, energyWh, tag: of }) => [Number(sessionId.slice(-4)), energyWh, of]);
const dueAgain = () =>
  connected(url, (client) =>
    client.query(
      `insert into sessions_due (device_id, day, from_at, to_at, urgent, since)
       select device_id, begin_at / 86400000000, begin_at, end_at, true, 0 from sessions on conflict do nothing`,
    ),
  );

beforeEach(async () => {
  await write(store, [...charges(1, t0), ...charges(2, t0 + 5 * hourMs)]);
  await store.tags.put("north", { tag, name: "Sample A", group: "Flat 1" }, { name: "Sample owner", at: t0 });
  await reckonAll(store, t0 + 8 * hourMs);
});

it("leaves the tag nowhere, and sessions and energy as they were", async () => {
  const before = await everything(url);
  expect(await whereIs(tag)).toEqual(["history_personal", "sessions", "tag_names"]);
  expect(await erase(t0 + 9 * hourMs)).toEqual({ sessions: 2 });
  expect(await whereIs(tag)).toEqual([]);
  expect(await whereIs("Sample A")).toEqual([]);
  expect(await shown()).toEqual([
    [2, 7_000, null],
    [1, 7_000, null],
  ]);
  expect((await everything(url)).energy_quarters).toEqual(before.energy_quarters);
});

it("is nothing where nothing is known of it", async () => {
  expect(await erase(t0 + 9 * hourMs, "north", "nfc-other")).toBeNull();
  expect(await erase(t0 + 9 * hourMs)).not.toBeNull();
  expect(await erase(t0 + 9 * hourMs)).toBeNull();
  expect((await everything(url)).erased_tags).toHaveLength(1);
});

it("forgets a tag that was shown, and a name that was entered, though nobody charged with it", async () => {
  await write(store, [{ at: t0 + 8 * hourMs, values: { 722: "nfc-refused" } }]);
  await store.tags.put("north", { tag: "nfc-named", name: "Sample B", group: null }, { name: "Sample owner", at: t0 });
  await store.observations.save({
    observations: new Map([
      [
        "ZAP000001",
        new Map([[722, { id: 722, raw: "nfc-refused", observedAt: t0, ownAt: t0, epoch: 1, arrivedAt: t0 }]]),
      ],
    ]),
    heardAt: new Map(),
    derived: new Map(),
    journal: null,
  });
  expect(await erase(t0 + 9 * hourMs, "north", "nfc-refused")).toEqual({ sessions: 0 });
  expect(await erase(t0 + 9 * hourMs, "north", "nfc-named")).toEqual({ sessions: 0 });
  expect([...(await whereIs("nfc-refused")), ...(await whereIs("nfc-named"))]).toEqual([]);
});

it("does not touch the last that a charger told of others, and forgets what it told of this one", async () => {
  const kept = (id: number, raw: string) => ({ id, raw, observedAt: t0, ownAt: t0, epoch: 1, arrivedAt: t0 });
  const save = (raws: Record<number, string>) =>
    store.observations.save({
      observations: new Map([
        ["ZAP000001", new Map(Object.entries(raws).map(([id, raw]) => [Number(id), kept(Number(id), raw)]))],
      ]),
      heardAt: new Map(),
      derived: new Map(),
      journal: null,
    });
  await save({
    722: "nfc-other",
    723: record(9, t0, { AuthenticationCode: "nfc-other", SignedSession: "" }),
    710: "1",
  });
  expect(await erase(t0 + 9 * hourMs)).toEqual({ sessions: 2 });
  expect((await everything(url)).last_observations).toHaveLength(3);
  await write(store, charges(3, t0 + 20 * hourMs));
  await reckonAll(store, t0 + 22 * hourMs);
  await save({ 722: tag, 723: record(3, t0 + 20 * hourMs) });
  expect(await erase(t0 + 22 * hourMs)).toEqual({ sessions: 1 });
  expect(await whereIs(tag)).toEqual([]);
  expect((await everything(url)).last_observations).toHaveLength(1);
});

describe("reckoned anew", () => {
  it("stays erased and of the same energy", async () => {
    await erase(t0 + 9 * hourMs);
    const before = await everything(url);
    await dueAgain();
    await reckonAll(store, t0 + 10 * hourMs);
    const after = await everything(url);
    expect(after.sessions).toEqual(before.sessions);
    expect(after.energy_quarters).toEqual(before.energy_quarters);
    expect(after.sessions_due).toEqual([]);
  });

  it("stays erased when its record comes, or comes once more, and nothing of that is kept", async () => {
    await write(store, [...plugIn(3, t0 + 10 * hourMs), ...unplug(t0 + 10 * hourMs)]);
    await reckonAll(store, t0 + 12 * hourMs);
    expect(await erase(t0 + 12 * hourMs)).toEqual({ sessions: 3 });
    await write(store, [
      { at: t0 + 13 * hourMs, values: { 723: record(3, t0 + 10 * hourMs, { Energy: 7.1 }) } },
      { at: t0 + 14 * hourMs, values: { 723: record(1, t0, { Energy: 9 }) } },
    ]);
    await reckonAll(store, t0 + 15 * hourMs);
    expect(await shown()).toEqual([
      [3, 7_100, null],
      [2, 7_000, null],
      [1, 7_000, null],
    ]);
    expect(await whereIs(tag)).toEqual([]);
  });

  it("takes the tag from a session of before that is told only later", async () => {
    await erase(t0 + 30 * hourMs);
    await write(store, [
      { at: t0 + 2 * dayMs, values: { 723: record(4, t0 + 20 * hourMs) } },
      ...charges(5, t0 + 24 * hourMs).map((said) => ({ ...said, arrivedAt: t0 + 2 * dayMs })),
    ]);
    await reckonAll(store, t0 + 2 * dayMs + hourMs);
    expect(await shown()).toEqual([
      [5, 7_000, null],
      [4, 7_000, null],
      [2, 7_000, null],
      [1, 7_000, null],
    ]);
    expect(await whereIs(tag)).toEqual([]);
  });

  it("goes on without the tag where it went on, up to its end", async () => {
    await write(store, plugIn(3, t0 + 10 * hourMs));
    await reckonAll(store, t0 + 10.5 * hourMs);
    expect(await erase(t0 + 10.5 * hourMs)).toEqual({ sessions: 3 });
    expect(await whereIs(tag)).toEqual([]);
    await write(store, [
      { at: t0 + 10.6 * hourMs, values: { 722: tag } },
      ...unplug(t0 + 10 * hourMs),
      { at: t0 + 11 * hourMs, values: { 723: record(3, t0 + 10 * hourMs) } },
    ]);
    await reckonAll(store, t0 + 12 * hourMs);
    expect((await shown())[0]).toEqual([3, 7_000, null]);
    expect(await whereIs(tag)).toEqual([]);
  });
});

it("does not touch what the same card does from then on", async () => {
  await erase(t0 + 9 * hourMs);
  await write(store, charges(3, t0 + 10 * hourMs));
  await reckonAll(store, t0 + 12 * hourMs);
  expect(await shown()).toEqual([
    [3, 7_000, tag],
    [2, 7_000, null],
    [1, 7_000, null],
  ]);
});

it("does not touch another installation's sessions with the same tag, also of a charger that has moved", async () => {
  const place = { deviceId: "ZAP000009", installationId: "south", circuitId: "south-a" };
  await keepSessions(store, place, [testSession(guid(8), t0, t0 + hourMs, 5_000, { tag })], t0 + 2 * hourMs);
  await connected(url, (client) =>
    client.query("update sessions set installation_id = 'south' where session_id = $1", [guid(2)]),
  );
  await store.tags.put("south", { tag, name: "Sample C", group: null }, { name: "Other owner", at: t0 });
  expect(await erase(t0 + 9 * hourMs)).toEqual({ sessions: 1 });
  expect(await store.tags.names("south")).toHaveLength(1);
  await dueAgain();
  await reckonAll(store, t0 + 10 * hourMs);
  expect((await shown()).sort()).toEqual([
    [1, 7_000, null],
    [2, 7_000, tag],
    [8, 5_000, tag],
  ]);
});
