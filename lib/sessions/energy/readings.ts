import { isPlausible } from "../../domain/charger/plausible";
import { type Decimal, isNegative, minus, rounded } from "../../ocmf/decimal";
import { type Reading, readPayload } from "../../ocmf/read-payload";
import { isBilled } from "../../ocmf/register";
import { splitRecords } from "../../ocmf/split-records";
import type { Flag } from "../types";

/** A meter's total at an instant. */
export interface MeterReading {
  /** By the gateway's clock, ms; null: not known, or not to be used. */
  at: number | null;
  total: Decimal;
}

/** The readings of a text that can be used, in its order. Of a text that has none: none. */
export function readingsOf(text: string): { readings: Reading[]; isFaulty: boolean } {
  const found = splitRecords(text).flatMap((record) => (record && readPayload(record.payload))?.readings ?? []);
  const valued = found.filter(
    ({ energyWh, register }) => energyWh !== null && (register === null || isBilled(register)),
  );
  const readings = valued.filter(isGood);
  return { readings, isFaulty: readings.length < valued.length || found.some((reading) => !isGood(reading)) };
}

const isGood = ({ state, unusable }: Reading): boolean => (state ?? "G") === "G" && !unusable.includes("E");

/** Smaller steps back are rounding, Wh. */
const noiseWh = 100;

export const difference = (end: Decimal, start: Decimal): number => rounded(minus(end, start));

/** A total that the session's last reading is a rounding below, is that reading. */
export const atMost = (total: Decimal, last: Decimal): Decimal => {
  const above = difference(total, last);
  return above > 0 && above <= noiseWh ? last : total;
};

/** Whether a meter can have counted it in so long. */
export const canHaveCounted = (wh: number, ms: number, ratedA: number): boolean =>
  isPlausible("sessionEnergyKwh", wh / 1000, { ratedA, sessionMs: ms, heardBegin: true });

/**
 * The readings that can follow each other: a total never falls and never grows faster than the charger can deliver, and time goes on.
 * What does not
 * fit is left out, so that one bad reading does not spoil those after it.
 */
export function following(
  readings: readonly MeterReading[],
  ratedA: number,
): { readings: readonly (MeterReading & { at: number })[]; flags: readonly Flag[] } {
  const flags = new Set<Flag>();
  const kept: (MeterReading & { at: number })[] = [];
  for (const { at, total } of readings) {
    const last = kept.at(-1);
    if (at === null || (last !== undefined && at < last.at)) flags.add("readingTime");
    else if (last === undefined) kept.push({ at, total });
    else if (isNegative(minus(total, last.total))) {
      if (difference(last.total, total) > noiseWh) flags.add("meterStepBack");
      else kept.push({ at, total: last.total });
    } else if (canHaveCounted(difference(total, last.total), at - last.at, ratedA)) kept.push({ at, total });
    else flags.add("implausibleReading");
  }
  return { readings: kept, flags: [...flags] };
}
