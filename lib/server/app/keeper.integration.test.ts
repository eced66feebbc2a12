import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type HistoryRow, micros } from "../../domain/history/row";
import type { Change } from "../../fleet/state/event";
import { emptyChange } from "../../fleet/state/fleet";
import { StoreUnavailable } from "../../store/database/unavailable";
import { openStore, type Store } from "../../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../../store/test-postgres";
import { createLog } from "../base/log";
import { createKeeper, type Keeper } from "./keeper";

const deviceId = "ZPR000001";
/** More than is written in one transaction, and than has room in memory. */
const count = 230_000;

let server: TestServer;
let store: Store;
let folder: string;
let keeper: Keeper;
/** The link to the database: what it answers to a batch of so many rows, or that it is away. */
let link: { isUp: boolean; failsAt: number | null; saved: number; slowMs?: number; meanwhile?: () => void };
let isMine: boolean;
let applied: number;
/** How often it had been written when the journal was cut. */
let cuts: { upTo: number; saves: number }[];

beforeAll(async () => {
  server = await startSystemPostgres();
});
afterAll(() => server.end());

beforeEach(async () => {
  store = await openStore(await server.database(), { secret: Buffer.alloc(32, 1), log: silentLog });
  folder = await mkdtemp(join(tmpdir(), "phaseboard-keeper-"));
  link = { isUp: false, failsAt: null, saved: 0 };
  isMine = true;
  applied = 0;
  cuts = [];
  const observations: Store["observations"] = {
    ...store.observations,
    async save(batch) {
      link.saved += 1;
      if (link.saved === link.failsAt) throw new StoreUnavailable("cut off in a test");
      await sleep(link.slowMs ?? 0);
      await store.observations.save(batch);
      link.meanwhile?.();
    },
  };
  keeper = createKeeper({
    store: () => (link.isUp ? { ...store, observations } : null),
    mine: () => isMine,
    heardAt: () => 0,
    watched: () => null,
    spool: { file: join(folder, "history-waiting"), mostBytes: 2 ** 30 },
    isPersonal: () => false,
    dueOf: () => [],
    derived: () => null,
    journal: {
      id: "test",
      applied: () => applied,
      cut: (upTo) => cuts.push({ upTo, saves: link.saved }),
    },
    flush: () => undefined,
    log: createLog("test", "silent"),
  });
});
afterEach(async () => {
  keeper.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const begin = micros(Date.UTC(2026, 2, 2, 8));
const row = (n: number, raw = String(n)): HistoryRow => ({
  deviceId,
  kind: 513,
  epoch: 1,
  ownAt: begin + n,
  at: begin + n,
  raw,
  arrivedAt: begin + n,
  gone: false,
});
const change = (history: HistoryRow[]): Change => ({ ...emptyChange(1), history });

async function kept(): Promise<string[]> {
  const read = await store.history.read(deviceId, (reader) =>
    reader.points({ from: 0, to: Number.MAX_SAFE_INTEGER }, new Set([513])),
  );
  return (read?.points.get(513) ?? []).map(({ raw }) => raw ?? "");
}

/** As an outage of the database brings it: change after change that cannot be written. */
async function tellDuringOutage(): Promise<void> {
  for (let at = 0; at < count; at += 5_000) {
    keeper.take(change(Array.from({ length: 5_000 }, (_, i) => row(at + i))));
    applied += 1;
    await keeper.save();
  }
  expect(await kept()).toEqual([]);
}

const published = (at: number, perKwh: string): Change["prices"] => [
  { installationId: "north", at, slots: [{ from: 0, to: 900_000, perKwh, currency: "EUR" }] },
];
const priceNow = async () => (await store.prices.spot("north", 0, 900_000)).get(0)?.perKwh ?? null;

describe("published prices", () => {
  it("are in the store before the journal, which holds them, is cut", async () => {
    keeper.take({ ...emptyChange(1), prices: published(1, "0.5") });
    applied = 1;
    await keeper.save();
    expect([await priceNow(), cuts]).toEqual([null, []]);
    link = { isUp: true, failsAt: 1, saved: 0 };
    await keeper.save();
    expect([await priceNow(), cuts]).toEqual(["0.5", []]);
    await keeper.save();
    expect(cuts).toEqual([{ upTo: 1, saves: 2 }]);
    expect(keeper.droppedPrices()).toBe(0);
  });

  it("are another instance's to write where that one reads", async () => {
    keeper.take({ ...emptyChange(1), prices: published(1, "0.5") });
    isMine = false;
    link.isUp = true;
    await keeper.save();
    isMine = true;
    await keeper.save();
    expect(await priceNow()).toBeNull();
    keeper.take({ ...emptyChange(1), prices: published(2, "0.75") });
    await keeper.save();
    expect(await priceNow()).toBe("0.75");
  });
});

describe("what waited while the database was away", { timeout: 120_000 }, () => {
  it("is all written, once each and the newest last, before the journal is cut", async () => {
    await tellDuringOutage();
    keeper.take(change([row(0, "newer")]));
    link.isUp = true;
    await keeper.save();
    const all = await kept();
    expect(all).toHaveLength(count);
    expect(all[0]).toBe("newer");
    expect(all.findIndex((raw, n) => n > 0 && raw !== String(n))).toBe(-1);
    expect(cuts).toEqual([{ upTo: applied, saves: link.saved }]);
    expect(link.saved).toBeGreaterThan(count / 20_000);
    expect(keeper.dropped()).toBe(0);
  });

  it("is written on where the database goes away again in its middle, and the journal is whole until then", async () => {
    await tellDuringOutage();
    link = { isUp: true, failsAt: 4, saved: 0 };
    await keeper.save();
    expect((await kept()).length).toBe(60_000);
    expect(cuts).toEqual([]);
    link.failsAt = null;
    await keeper.save();
    expect(await kept()).toHaveLength(count);
    expect(cuts.map(({ upTo }) => upTo)).toEqual([applied]);
  });

  it("is written to its end, and the journal cut, however much comes meanwhile", async () => {
    await tellDuringOutage();
    let more = count;
    const meanwhile = () => keeper.take(change([row(more++)]));
    link = { isUp: true, failsAt: null, saved: 0, meanwhile };
    const before = applied;
    await keeper.save();
    expect((await kept()).length).toBeGreaterThanOrEqual(count);
    expect(cuts).toEqual([{ upTo: before, saves: link.saved }]);
    delete link.meanwhile;
    await keeper.save();
    expect(await kept()).toHaveLength(more);
  });

  it("is written in one transaction where it has room in memory: a kill leaves all of it, with the journal, or nothing", async () => {
    link.isUp = true;
    for (let at = 0; at < 150_000; at += 10_000)
      keeper.take(change(Array.from({ length: 10_000 }, (_, n) => row(at + n))));
    applied = 7;
    link.failsAt = 1;
    await keeper.save();
    expect([await kept(), cuts]).toEqual([[], []]);
    await keeper.save();
    expect(await kept()).toHaveLength(150_000);
    expect(cuts).toEqual([{ upTo: 7, saves: 2 }]);
  });

  it("is another instance's where that one writes by now, and the journal of this one is left as it is", async () => {
    await tellDuringOutage();
    link.isUp = true;
    isMine = false;
    await keeper.save();
    expect(await kept()).toEqual([]);
    expect(cuts).toEqual([]);
    isMine = true;
    keeper.take(change([row(0)]));
    await keeper.save();
    expect(await kept()).toEqual(["0"]);
  });
});

it("writes each second, and less often where that takes long: history too, with what the journal is cut by", async () => {
  link.isUp = true;
  const told = async (n: number, now: number) => {
    keeper.take(change([row(n)]));
    applied = n + 1;
    await keeper.tick(now);
    return [(await kept()).length, cuts.at(-1)?.upTo];
  };
  expect(await told(0, 0)).toEqual([1, 1]);
  expect(await told(1, 1_000)).toEqual([2, 2]);
  link.slowMs = 500;
  expect(await told(2, 2_000)).toEqual([3, 3]);
  link.slowMs = 0;
  expect(await told(3, 3_000)).toEqual([3, 3]);
  expect(await told(4, 4_000)).toEqual([3, 3]);
  expect(await told(5, 15_000)).toEqual([6, 6]);
  // Whoever ends the process does not wait.
  link.slowMs = 500;
  expect(await told(6, 16_000)).toEqual([7, 7]);
  keeper.take(change([row(7)]));
  applied = 8;
  await keeper.save();
  expect([await kept(), cuts.at(-1)?.upTo]).toEqual([expect.objectContaining({ length: 8 }), 8]);
});
