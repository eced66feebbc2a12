import { beforeAll, expect, it } from "vitest";
import { type HistoryRow, micros, ownKinds } from "../domain/history/row";
import type { Word } from "../truth/book/message";
import { net } from "./history/test-net";
import { ClockWorld } from "./test-clock-world";
import { t0 } from "./test-fleet";

const first = Number(process.env.PHASEBOARD_TEST_SEED ?? 1);
const seeds = Number(process.env.PHASEBOARD_TEST_SEEDS ?? 12);
/** A clock that is so much behind counts as right (wire.md, Clocks 1). */
const furthestOff = micros(125_000);
const ranMs = 300_000;
/** Where a clock was set may be told by none of the last words. */
const settledAt = t0 + ranMs - 60_000;

const worlds: { seed: number; world: ClockWorld }[] = [];
/** In which much is delivered and sent again, by chargers whose clocks are right. */
const repetitive: typeof worlds = [];

function lived(seed: number, again: boolean) {
  const world = new ClockWorld(seed, again);
  world.run(ranMs);
  world.end();
  return { seed, world };
}

beforeAll(() => {
  for (let seed = first; seed < first + seeds; seed += 1) {
    worlds.push(lived(seed, false));
    repetitive.push(lived(seed, true));
  }
}, 240_000);

it("tells nothing false of a charger, whatever its clock and its link do", () => {
  let comparisons = 0;
  const lies: string[] = [];
  for (const { seed, world } of worlds) {
    comparisons += world.comparisons;
    const [lie] = world.lies;
    if (lie) lies.push(`seed ${seed}: ${lie.field}: ${lie.lie}: ${lie.detail}\n  ${lie.story.join("\n  ")}`);
  }
  expect(comparisons).toBeGreaterThan(seeds * 1_000);
  expect(lies.length === 0 ? "" : `${lies.length} of ${seeds}\n${lies.slice(0, 3).join("\n")}`).toBe("");
});

/** Takes a word's row out of those of its kind: of several that may be it, the one nearest to when it was true. */
function takeOut(rows: HistoryRow[], { value, ownAt, at }: Word): HistoryRow | null {
  const off = (row: HistoryRow) => Math.abs(row.at - micros(at));
  // A payload's microseconds and those of the book are rounded differently; nothing is before 1970.
  const ownMicros = micros(Math.max(0, ownAt));
  const same = rows.filter((row) => row.raw === value && Math.abs(row.ownAt - ownMicros) <= 1);
  const [best] = same.sort((a, b) => off(a) - off(b));
  if (best === undefined) return null;
  rows.splice(rows.indexOf(best), 1);
  return best;
}

it.each([
  ["", worlds],
  [", though it and the gateway that took it tell it again", repetitive],
])("hands each word of a charger on to history once, near to when it was true%s", (_, all) => {
  const faults: string[] = [];
  let words = 0;
  for (const { seed, world } of all) {
    const byKind = new Map<number, HistoryRow[]>();
    // A report tells the session again, with the instant of then.
    const found = new Set<string>();
    for (const row of net(world.history)) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
    for (const word of world.said()) {
      words += 1;
      const row = takeOut(byKind.get(word.id) ?? [], word);
      const name = `seed ${seed}: ${word.id}=${word.value} of ${word.at}`;
      const said = `${word.id} ${word.ownAt} ${word.value}`;
      if (row === null && !found.has(said)) faults.push(`${name} is lost`);
      found.add(said);
      if (row === null) continue;
      if (word.at < settledAt && Math.abs(row.at - micros(word.at)) > furthestOff)
        faults.push(`${name} stands at ${row.at}`);
    }
    const left = [...byKind.values()].flat().filter(({ kind }) => kind > ownKinds.presence);
    for (const row of left) faults.push(`seed ${seed}: told twice: ${JSON.stringify(row)}`);
  }
  expect(words).toBeGreaterThan(seeds * 200);
  expect(faults).toEqual([]);
});
