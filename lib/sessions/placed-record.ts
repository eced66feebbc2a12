import type { ChargerClock } from "./charger-clock";
import { clockSetAt } from "./charger-clock";
import { ordered } from "./ordered";
import type { Flag, ToldRecord } from "./types";

/** A charger's record of a session, and where it belongs. */
export interface PlacedRecord {
  told: ToldRecord;
  /** By the gateway's clock, ms; null: not told, or not to be used. */
  start: number | null;
  end: number | null;
  /** Its times may order others. */
  isReliable: boolean;
  flags: readonly Flag[];
}

/** The records of a charger, one for each session: the last that was told of it. */
export function placeRecords(given: readonly ToldRecord[], clock: ChargerClock, until: number): PlacedRecord[] {
  const byId = new Map<string, { told: ToldRecord; isChanged: boolean }>();
  for (const told of ordered(given, ({ record }) => JSON.stringify(record), until)) {
    const before = byId.get(told.record.id);
    const isOther = before !== undefined && JSON.stringify(before.told.record) !== JSON.stringify(told.record);
    byId.set(told.record.id, { told, isChanged: isOther || before?.isChanged === true });
  }
  return [...byId.values()].map(({ told, isChanged }) => place(told, isChanged, clock));
}

function place(told: ToldRecord, isChanged: boolean, clock: ChargerClock): PlacedRecord {
  const { startedAt, endedAt, hadSetClock } = told.record;
  const start = startedAt === null ? null : clock.corrected(startedAt, told);
  const end = endedAt === null ? null : clock.corrected(endedAt, told);
  const flags: Flag[] = [...timeFlags(startedAt, start), ...timeFlags(endedAt, end)];
  if (isChanged) flags.push("recordChanged");
  if (hadSetClock === false) flags.push("clockUnreliable");
  const isTurned = start !== null && end !== null && end < start;
  if (isTurned || (startedAt !== null && endedAt !== null && endedAt < startedAt)) flags.push("endBeforeStart");
  if (isTurned) return { told, start: null, end: null, isReliable: false, flags };
  return { told, start, end, isReliable: hadSetClock !== false, flags };
}

function timeFlags(own: number | null, at: number | null): Flag[] {
  if (own === null) return [];
  if (own < clockSetAt) return ["clockNeverSet"];
  return at === null ? ["clockWrong"] : [];
}
