import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayUs } from "../domain/history/hours";
import type { HistoryRow } from "../domain/history/row";
import { protocols } from "../protocol/registry";
import { derive } from "../server/base/secrets";
import { chargerHistory } from "../server/history/charger-history";
import { resolutionOf } from "../server/history/resolution";
import { demoPast } from "../simulator/demo/demo-past";
import { pastHours } from "../simulator/past/past-month";
import { everything } from "../store/backup/test-content";
import { pointsOf } from "../store/history/test-history";
import { openStore, type Store } from "../store/store";
import { silentLog, startSystemPostgres, type TestServer } from "../store/test-postgres";
import { beginSampleHistory } from "./product/sample-history";

const secret = "a secret for a test, of more than 32 characters";
const dayMs = dayUs / 1_000;
const startedAt = Date.UTC(2026, 10, 27, 21, 40, 12);

let server: TestServer;
let url: string;
let store: Store;
beforeAll(async () => {
  server = await startSystemPostgres();
  url = await server.database();
  store = await openStore(url, { secret: derive(secret, "store keys"), log: silentLog });
});
afterAll(async () => {
  await store.close();
  await server.end();
});

function start(mode = "demo"): ChildProcess {
  const env = { ...process.env, PHASEBOARD_MODE: mode, DATABASE_URL: url, PHASEBOARD_SECRET: secret };
  return fork(join(import.meta.dirname, "sample-history.ts"), ["--demo"], {
    env,
    execArgv: ["--import", "tsx"],
    silent: true,
  });
}

async function printed(child: ChildProcess): Promise<{ code: unknown; text: string }> {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, "close");
  return { code, text };
}

const named = ({ kind, epoch, ownAt, raw }: Pick<HistoryRow, "kind" | "epoch" | "ownAt" | "raw">) =>
  `${kind} ${epoch} ${ownAt} ${raw}`;
const personal = new Set([722, 723]);

/** What a page is told of its power, ms. */
async function powerOf(deviceId: string, from: number, to: number) {
  const resolution = resolutionOf({ from, to }, 1_000);
  const query = { deviceId, dialect: protocols.of(deviceId), ratedA: 32, resolution, keys: ["powerW"], events: false };
  return store.history.read(deviceId, (reader) => chargerHistory({ ...query, watching: null, now: startedAt }, reader));
}

/** What the store has of a charger. */
async function kept(deviceId: string): Promise<string[]> {
  const { points, unreadable } = await pointsOf(store, undefined, null, deviceId);
  expect(unreadable).toEqual([]);
  return [...points].flatMap(([kind, list]) => list.map((point) => named({ kind, ...point }))).sort();
}

test("the month is made beside everything else, goes on after a kill, and is made once", {
  timeout: 600_000,
}, async () => {
  expect(await beginSampleHistory(store, startedAt)).toBe(true);
  const first = start();
  const made = async () => {
    const sample = await store.history.samples.find();
    return (sample?.madeUntil ?? 0) - (sample?.from ?? 0);
  };
  await expect.poll(made, { timeout: 300_000, interval: 200 }).toBeGreaterThan(3 * dayUs);
  first.kill("SIGKILL");
  expect(await once(first, "exit")).toEqual([null, "SIGKILL"]);
  const left = await store.history.samples.find();
  expect(left?.madeUntil).toBeLessThan(left?.to ?? 0);

  // At the next start it is the same month, whenever that is.
  expect(await beginSampleHistory(store, startedAt + 3 * dayMs)).toBe(true);
  expect(await printed(start())).toEqual({ code: 0, text: expect.stringContaining("Sample history: 30 of 30 days.") });
  expect(await beginSampleHistory(store, startedAt + 4 * dayMs)).toBe(false);

  const rows = [...pastHours(demoPast(startedAt))].flatMap((hour) => hour.rows);
  for (const deviceId of ["ZAP000101", "ZAP000118", "ZPR000201", "ZCS000301"]) {
    const told = rows.filter((row) => row.deviceId === deviceId && !personal.has(row.kind));
    expect(await kept(deviceId)).toEqual(told.map(named).sort());
  }
  const tables = await everything(url);
  expect(tables.history_personal).toHaveLength(rows.filter(({ kind }) => personal.has(kind)).length);
  const days = await store.history.read("ZAP000101", (reader) => reader.days({ from: 0, to: 1e16 }));
  expect(days?.days).toHaveLength(30);

  const { span, outage } = demoPast(startedAt);
  const power = await powerOf("ZPR000201", span.from - dayMs, startedAt);
  expect(power?.sample).toEqual([[span.from, startedAt]]);
  expect(Math.max(...(power?.series[0]?.buckets ?? []).map(([, , most]) => most))).toBeGreaterThan(6_000);
  const blind = power?.series[0]?.gaps.find(([from]) => from === outage.from)?.[1];
  expect(blind).toBeGreaterThanOrEqual(outage.to);
  expect(blind).toBeLessThan(outage.to + 61_000);
  const nextDay = await powerOf("ZPR000201", startedAt - dayMs, startedAt + dayMs);
  expect(nextDay?.sample).toEqual([[startedAt - dayMs, startedAt]]);
  // Told days before, and true all the while.
  expect(nextDay?.series[0]?.gaps).toEqual([]);
  expect(tables.history_watched).toHaveLength(2);

  expect(await printed(start())).toEqual({ code: 0, text: "" });
  expect(await everything(url)).toEqual(tables);
});

test("no other mode than the demo has it", async () => {
  expect(await printed(start("real"))).toEqual({ code: 1, text: "Only the demo has sample history.\n" });
});
