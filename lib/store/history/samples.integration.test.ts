import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayOf, hourUs } from "../../domain/history/hours";
import { connected, everything } from "../backup/test-content";
import { sqlOf } from "../database/database";
import { openStore, type Store } from "../store";
import { silentLog, startSystemPostgres, type TestServer } from "../test-postgres";
import { lockPast } from "./past-lock";
import { pointsOf, readAll, rowAt, writeRows } from "./test-history";
import { addAll, countingSummariser, sampleIds, sampleParts, sampleSpan } from "./test-sample";

let server: TestServer;
let url: string;
let store: Store;
beforeAll(async () => {
  server = await startSystemPostgres();
});
afterAll(() => server.end());

async function open(): Promise<void> {
  url = await server.database();
  store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
}

const begin = () => store.history.samples.begin(sampleIds, sampleSpan);
const spanOf = (deviceId: string = sampleIds[0]) => store.history.read(deviceId, (reader) => reader.sample());
const told = sampleParts
  .flatMap(({ rows }) => rows)
  .filter(({ deviceId }) => deviceId === sampleIds[0])
  .map(({ kind, raw, at }) => `${kind}=${raw} @ ${at}`);
/** Where history begins: the hour in which the sample ends. */
const begunAt = Math.floor(sampleSpan.to / hourUs) * hourUs;

describe("a sample", () => {
  it("begins history where nothing was kept, once", async () => {
    await open();
    expect(await store.history.samples.find()).toBeNull();
    expect(await begin()).toBe(true);
    expect(await begin()).toBe(false);
    expect(await store.history.samples.find()).toEqual({ ...sampleSpan, madeUntil: sampleSpan.from });
    expect(await spanOf()).toEqual([]);
    await store.close();
  });

  it("is not begun where something was kept", async () => {
    await open();
    await writeRows(store, [rowAt(sampleSpan.to)]);
    expect(await begin()).toBe(false);
    await addAll(store);
    expect(await readAll(store)).toHaveLength(1);
    await store.close();
  });

  it("is read as what was told, as far as it is made, and is there once however often it is added", async () => {
    await open();
    await begin();
    const [first] = sampleParts;
    if (first) await store.history.samples.add(first, countingSummariser);
    expect(await spanOf()).toEqual([{ from: sampleSpan.from / 1_000, to: (first?.to ?? 0) / 1_000 }]);
    await addAll(store);
    expect(await readAll(store)).toEqual(told);
    expect(await spanOf()).toEqual([{ from: sampleSpan.from / 1_000, to: sampleSpan.to / 1_000 }]);
    const before = await everything(url);
    expect(before.history_personal).toHaveLength(sampleParts.length);
    expect(before.history_days).toHaveLength(2 * sampleIds.length);
    await addAll(store);
    expect(await everything(url)).toEqual(before);
    await store.close();
  });

  it("keeps what was told of its time meanwhile, and sums up the days with it", async () => {
    await open();
    await begin();
    const late = rowAt(sampleSpan.from + hourUs + 1, "since", { kind: 721, arrivedAt: sampleSpan.to });
    await writeRows(store, [late, rowAt(sampleSpan.to + 1, "live")]);
    await store.history.tidy(begunAt, countingSummariser);
    expect((await everything(url)).history_blocks).toHaveLength(1);
    await addAll(store);
    const all = [...told, `513=live @ ${sampleSpan.to + 1}`, `721=since @ ${late.at}`];
    expect(await readAll(store)).toEqual(all);
    await store.history.tidy(begunAt, countingSummariser);
    const { days } = (await store.history.read(sampleIds[0], (reader) =>
      reader.days({ from: sampleSpan.from, to: sampleSpan.to }),
    )) ?? { days: [] };
    expect(days.map(({ day, stats }) => [day, String(stats)])).toEqual([
      [dayOf(sampleSpan.from), expect.stringContaining("[[513,36],[721,1]]")],
      [dayOf(sampleSpan.from) + 1, expect.stringContaining("[[513,72]]")],
    ]);
    await store.close();
  });

  it("makes its last day be summed up again, where that was done without it", async () => {
    await open();
    await begin();
    await writeRows(store, [rowAt(sampleSpan.to + 1, "live")]);
    const nextDay = (dayOf(sampleSpan.to) + 1) * 24 * hourUs;
    await store.history.tidy(nextDay, countingSummariser);
    await addAll(store);
    await store.history.tidy(nextDay, countingSummariser);
    const { days } = (await store.history.read(sampleIds[0], (reader) =>
      reader.days({ from: sampleSpan.to, to: nextDay }),
    )) ?? { days: [] };
    expect(days.map(({ stats }) => String(stats))).toEqual([expect.stringContaining("[[513,8]]")]);
    expect((await everything(url)).history_stale).toEqual([]);
    await store.close();
  });

  it("is not folded into while it is being added to: that waits for the next time", async () => {
    await open();
    await begin();
    await writeRows(store, [rowAt(sampleSpan.from + 1, "late", { arrivedAt: sampleSpan.to })]);
    const left = async () => (await everything(url)).history_blocks?.length;
    await connected(url, async (client) => {
      await client.query("begin");
      await lockPast(sqlOf(client));
      await store.history.tidy(begunAt, countingSummariser);
      expect(await left()).toBe(0);
      await client.query("commit");
    });
    await store.history.tidy(begunAt, countingSummariser);
    expect(await left()).toBe(1);
    expect((await pointsOf(store)).points.get(513)?.map(({ raw }) => raw)).toEqual(["late"]);
    await store.close();
  });
});

/** One life of the process that makes it; how many statements it took, or null: it was killed. */
async function live(database: string, statement: number, when: "before" | "after"): Promise<number | null> {
  const args = [database, String(statement), when];
  const child = fork(join(import.meta.dirname, "test-killed-sample.ts"), args, { execArgv: ["--import", "tsx"] });
  let statements: number | null = null;
  child.on("message", (message: { statements: number }) => {
    statements = message.statements;
  });
  await once(child, "exit");
  return statements;
}

/** Each life takes a second or two: 1 is killed at each of its statements. */
const every = Number(process.env.PHASEBOARD_TEST_EVERY ?? 9);

it("killed at one statement after the other, it becomes the same when it goes on", { timeout: 600_000 }, async () => {
  const whole = await server.database();
  const statements = (await live(whole, 0, "before")) ?? 0;
  const expected = await everything(whole);
  expect(expected.history_blocks?.length).toBe(38 * sampleIds.length);
  let killed = 0;
  let round = 0;
  for (let statement = 1; statement <= statements; statement += every, round += 1) {
    await open();
    if ((await live(url, statement, round % 2 === 0 ? "before" : "after")) === null) killed += 1;
    await begin();
    await addAll(store);
    expect(await everything(url), `killed at ${statement}`).toEqual(expected);
    await store.close();
  }
  expect(killed).toBeGreaterThan((statements / every) * 0.9);
});
