import type { ChargerClock } from "../charger-clock";
import type { Flag, Told, ToldRecord } from "../types";
import { atMost, canHaveCounted, difference, following, type MeterReading, readingsOf } from "./readings";

/** A meter's total that the quarter-hours of a session are cut by, Wh since its first reading. */
export interface MeterPoint {
  at: number;
  wh: number;
}

/** What a meter tells of a session. */
export interface SessionMeter {
  /** Whole Wh; null: not told. */
  startWh: number | null;
  endWh: number | null;
  /** Their difference; below 0 where it fell. */
  wh: number | null;
  /** The difference can be the session's energy. */
  counts: boolean;
  /** Ascending; where `counts`, from its start to its end. */
  points: readonly MeterPoint[];
  flags: readonly Flag[];
}

interface Situation {
  from: number;
  to: number;
  /** Null: start or end is unknown, and so is what a meter can have counted. */
  lengthMs: number | null;
  ratedA: number;
}

/** What of a reading's time may lie outside its session, ms: 21 ms do (`pro-state.json`). */
const outsideMs = 60_000;
const endKinds = new Set(["E", "L", "R", "A", "P"]);

/**
 * A session's readings: those of its record, and where it has none (it holds at most 100), those that were told meanwhile.
 * @param signed what was told as `signedMeterValue` in the session's time
 */
export function meterOf(
  told: ToldRecord | null,
  signed: readonly Told[],
  clock: ChargerClock,
  { from, to, lengthMs, ratedA }: Situation,
): SessionMeter {
  const text = told?.record.signedReadings ?? null;
  const { readings, isFaulty } = text === null ? { readings: [], isFaulty: false } : readingsOf(text);
  const begin = readings.find(({ kind }) => kind === "B")?.energyWh ?? null;
  const end = readings.findLast(({ kind }) => kind !== null && endKinds.has(kind))?.energyWh ?? null;
  const wh = begin === null || end === null ? null : difference(end, begin);
  const counts = wh !== null && wh >= 0 && (lengthMs === null || canHaveCounted(wh, lengthMs, ratedA));
  const isBound = (at: number | null) => at !== null && at >= from - outsideMs && at <= to + outsideMs;
  const placed = readings.map(({ time, energyWh, kind }): MeterReading[] => {
    const own = time === null || told === null ? null : clock.corrected(time.at, told);
    const at = kind === "B" && !isBound(own) ? from : kind !== null && endKinds.has(kind) && !isBound(own) ? to : own;
    return energyWh === null
      ? []
      : [{ at: isBound(at) ? at : null, total: end === null ? energyWh : atMost(energyWh, end) }];
  });
  const isMisplaced = readings.some(({ time }) => time === null || !told || !isBound(clock.corrected(time.at, told)));
  const own = following(placed.flat(), ratedA);
  const all = withTold(own.readings, meanwhile(signed), begin !== null && counts, ratedA);
  const flags = new Set<Flag>([...own.flags, ...all.flags]);
  if (isFaulty) flags.add("readingFault");
  if (isMisplaced) flags.add("readingTime");
  if (wh !== null && wh < 0) flags.add("meterStepBack");
  else if (wh !== null && !counts) flags.add("implausibleEnergy");
  const zero = all.readings[0]?.total;
  return {
    startWh: begin === null ? null : difference(begin, { digits: 0n, scale: 0 }),
    endWh: end === null ? null : difference(end, { digits: 0n, scale: 0 }),
    wh,
    counts,
    points: zero === undefined ? [] : all.readings.map(({ at, total }) => ({ at, wh: difference(total, zero) })),
    flags: [...flags],
  };
}

/** The readings that were told by themselves, at the instants of their telling: a clock that was wrong then has been judged since. */
function meanwhile(signed: readonly Told[]): (MeterReading & { at: number })[] {
  return signed.flatMap(({ at, value }) => {
    const total = typeof value === "string" ? readingsOf(value).readings.at(-1)?.energyWh : null;
    return total === null || total === undefined ? [] : [{ at, total }];
  });
}

/** Puts what was told meanwhile into what the record has, where it fits: it may be of another register. */
function withTold(
  own: readonly (MeterReading & { at: number })[],
  told: readonly (MeterReading & { at: number })[],
  isWhole: boolean,
  ratedA: number,
): ReturnType<typeof following> {
  if (!isWhole) return own.length >= 2 ? { readings: own, flags: [] } : following(told, ratedA);
  const between = told.filter((reading) => {
    const next = own.findIndex(({ at }) => at > reading.at);
    const [before, after] = [own[next - 1], own[next]];
    if (before === undefined || after === undefined) return false;
    return difference(reading.total, before.total) >= 0 && difference(after.total, reading.total) >= 0;
  });
  return following(
    [...own, ...between].sort((a, b) => a.at - b.at),
    ratedA,
  );
}
