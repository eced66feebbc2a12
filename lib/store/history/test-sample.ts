import { dayUs, hourUs } from "../../domain/history/hours";
import type { HistoryRow } from "../../domain/history/row";
import type { Store } from "../store";
import type { SamplePart } from "./samples";
import type { Summariser } from "./summariser";
import { rowAt } from "./test-history";

const day = Date.UTC(2026, 10, 24) * 1_000;

/** From noon of one day to 02:20 of the day after the next. */
export const sampleSpan = { from: day + 12 * hourUs, to: day + 2 * dayUs + 140 * 60e6 };
export const sampleIds = ["ZPR000001", "ZPR000002"] as const;

const borders = [sampleSpan.from, day + dayUs, day + 2 * dayUs, day + 2 * dayUs + 2 * hourUs, sampleSpan.to];

function rowsIn(from: number, to: number): HistoryRow[] {
  const rows: HistoryRow[] = [];
  for (let at = from; at < to; at += 20 * 60e6)
    for (const deviceId of sampleIds) rows.push(rowAt(at, String(at % 7), { deviceId }));
  return rows;
}

/** Two that end with a day, the whole hours of the last, and the rest of its last hour. */
export const sampleParts: SamplePart[] = borders.slice(1).map((to, i) => {
  const from = borders[i] ?? 0;
  const personal = [rowAt(from + 1, "nfc-SAMPLE0001", { kind: 722 })];
  return { from, to, rows: rowsIn(from, to), personal, watched: [{ from, to }] };
});

/** Tells how many points it has seen of each kind. */
export const countingSummariser: Summariser = {
  hour: (_, points) => Buffer.from(JSON.stringify([...points].map(([kind, list]) => [kind, list.length]))),
  day: (_, { held, points, watched }) =>
    Buffer.from(JSON.stringify([held.size, [...points].map(([kind, list]) => [kind, list.length]), watched])),
};

export async function addAll(store: Store): Promise<void> {
  for (const part of sampleParts)
    if (!(await store.history.samples.add(part, countingSummariser))) throw new Error("A part could not be added.");
}
