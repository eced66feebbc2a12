import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HistoryRow } from "../../domain/history/row";
import { WaitingHistory } from "./waiting-history";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "phaseboard-waiting-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const row = (n: number): HistoryRow => ({
  deviceId: "ZPR000001",
  kind: 513,
  epoch: 1,
  ownAt: n,
  at: n,
  raw: n % 2 === 0 ? null : String(n),
  arrivedAt: n,
  gone: false,
});
const rows = (from: number, count: number) => Array.from({ length: count }, (_, i) => row(from + i));

function drained(waiting: WaitingHistory): HistoryRow[] {
  const all: HistoryRow[] = [];
  for (let piece = waiting.take(); piece.length > 0; piece = waiting.take()) all.push(...piece);
  return all;
}

test("comes out in order, from memory and file, as often as it is filled", () => {
  const waiting = new WaitingHistory({ file: join(folder, "waiting"), mostBytes: 2 ** 30 });
  for (let turn = 0; turn < 2; turn += 1) {
    for (let at = 0; at < 300_000; at += 7_500) waiting.add(rows(at, 7_500));
    expect(statSync(join(folder, "waiting")).size).toBeGreaterThan(0);
    expect(waiting.isMuch).toBe(true);
    const all = drained(waiting);
    expect(all).toHaveLength(300_000);
    expect(all.findIndex(({ at, raw }, i) => at !== i || raw !== row(i).raw)).toBe(-1);
    expect(waiting.size).toBe(0);
    expect(statSync(join(folder, "waiting")).size).toBe(0);
  }
  expect(waiting.dropped).toBe(0);
  waiting.close();
});

test("what is in memory is taken at once, and what could not be written comes first again", () => {
  const waiting = new WaitingHistory(null);
  waiting.add(rows(0, 10));
  waiting.add(rows(10, 10));
  expect([waiting.isMuch, waiting.size]).toEqual([false, 20]);
  const piece = waiting.takeAll();
  expect(piece).toEqual(rows(0, 20));
  expect(waiting.size).toBe(0);
  waiting.add(rows(20, 5));
  waiting.putBack(piece);
  expect(waiting.size).toBe(25);
  expect(drained(waiting)).toEqual(rows(0, 25));
});

test("what finds no room is counted, and nothing else is lost", () => {
  const waiting = new WaitingHistory({ file: join(folder, "waiting"), mostBytes: 1_000 });
  waiting.add(rows(0, 260_000));
  expect([waiting.dropped, waiting.size]).toEqual([60_000, 200_000]);
  expect(drained(waiting)).toHaveLength(200_000);
  const unplaced = new WaitingHistory({ file: join(folder, "no", "folder"), mostBytes: 2 ** 30 });
  unplaced.add(rows(0, 220_000));
  expect(unplaced.dropped).toBe(20_000);
});
