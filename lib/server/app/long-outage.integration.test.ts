import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connected } from "../../store/backup/test-content";
import type { Store } from "../../store/store";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { type ForkedLive, openForkedLive } from "./test-forked-live";
import { until } from "./test-live";

const deviceIds = twoInstallations.chargers.map(({ deviceId }) => deviceId);
const kinds = [513, 507, 508, 509];
/** In one message, each at an instant of its own. */
const eachKind = 100;
const inOneMessage = kinds.length * eachKind;
/** No charger speaks so often that what it measures is merged (`broker/merging.ts`). */
const messagesAtOnce = 40;
const everyMs = 250;

let live: ForkedLive;
let store: Store;
/** What each charger's broker has acknowledged: kind and own instant, microseconds. */
let acknowledged: Map<string, Set<string>>;
/** The newest instant that was told, microseconds. */
let saidAt: number;

beforeEach(async () => {
  live = await openForkedLive();
  store = await live.openStore();
  acknowledged = new Map(deviceIds.map((id) => [id, new Set()]));
  saidAt = 0;
  await live.start();
});
afterEach(async () => {
  await store.close();
  await live.end();
});

/** A message whose instants no other has; chargers' clocks are right. */
async function say(n: number): Promise<void> {
  const deviceId = deviceIds[n % deviceIds.length] ?? "";
  const at = Math.max(saidAt + eachKind, Date.now() * 1_000);
  saidAt = at;
  const told = kinds.flatMap((ObservationId) =>
    Array.from({ length: eachKind }, (_, i) => ({
      ObservedAt: instant(at + i),
      Value: String(i),
      ObservationId,
      Type: 1,
    })),
  );
  const topic = `devices/${deviceId}/messages/events/ri=default`;
  await live.charger.publishAsync(topic, JSON.stringify({ Observations: told, Type: 6 }), { qos: 1 });
  const own = acknowledged.get(deviceId);
  for (const kind of kinds) for (let i = 0; i < eachKind; i += 1) own?.add(`${kind} ${at + i}`);
}

const instant = (us: number) =>
  `${new Date(Math.floor(us / 1_000)).toISOString().slice(0, 23)}${String(us % 1_000).padStart(3, "0")}Z`;

async function sayMany(values: number): Promise<void> {
  for (let n = 0; n < values / inOneMessage; n += messagesAtOnce) {
    await Promise.all(Array.from({ length: messagesAtOnce }, (_, i) => say(n + i)));
    await sleep(everyMs);
  }
}

async function keptOf(deviceId: string): Promise<string[]> {
  const read = await store.history.read(deviceId, (reader) =>
    reader.points({ from: 0, to: Number.MAX_SAFE_INTEGER }, new Set(kinds)),
  );
  return [...(read?.points ?? [])].flatMap(([kind, points]) => points.map(({ ownAt }) => `${kind} ${ownAt}`));
}

const countHot = () =>
  connected(live.databaseUrl, async (client) => {
    const { rows } = await client.query("select count(*)::int as n from history_hot where kind > 0");
    return Number(rows[0]?.n);
  });
const countAcknowledged = () => [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0);

async function expectAllOnce(): Promise<void> {
  while ((await countHot()) < countAcknowledged()) await sleep(500);
  for (const deviceId of deviceIds) {
    const kept = await keptOf(deviceId);
    expect(new Set(kept)).toEqual(acknowledged.get(deviceId));
    expect(kept).toHaveLength(new Set(kept).size);
  }
}

describe("a database that is gone for long under load", { timeout: 240_000 }, () => {
  it("has all of it once when it is back: what waited in memory, and what had no room there", async () => {
    await sayMany(16_000);
    await live.postgres.kill();
    await sayMany(240_000);
    expect((await pathsNamed("history-waiting")).length).toBe(1);
    await live.postgres.start();
    await sayMany(16_000);
    await expectAllOnce();
  });

  it("has all of it once also where the process was killed meanwhile, and had not written its last word to the end", async () => {
    await live.postgres.kill();
    await sayMany(40_000);
    await until(async () => (await live.ask(deviceIds[0] ?? "")).view?.powerW !== null);
    await live.kill();
    await tearJournal();
    await live.fork();
    await sayMany(40_000);
    await live.kill();
    await live.postgres.start();
    await live.start();
    await sayMany(16_000);
    await expectAllOnce();
  });
});

/** As a power cut leaves it: the last entry of each file has only begun to be written. */
async function tearJournal(): Promise<void> {
  const segments = await pathsNamed(".journal");
  expect(segments.length).toBeGreaterThan(0);
  for (const path of segments) await appendFile(path, Buffer.from([7, 0, 0, 0, 1, 2, 3]));
}

async function pathsNamed(end: string): Promise<string[]> {
  const names = await readdir(live.folder, { recursive: true });
  return names.filter((name) => name.endsWith(end)).map((name) => join(live.folder, name));
}
