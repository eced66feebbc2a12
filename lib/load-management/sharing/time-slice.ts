import type { TimeSlice } from "../types";

/** How long who has current keeps it while others wait, in ms. */
export const timeSliceMs = 900_000;

/** What was served counts in steps of this, in Ah over all phases (2 Ah at 230 V are 0.46 kWh): so that a few seconds change no order. */
const stepAh = 2;

/** Whether a time slice has begun and is not over; one whose beginning is not known has just begun. */
export function isInTimeSlice({ since }: TimeSlice, now: number): boolean {
  return since === null || now - since < timeSliceMs;
}

/** What was served by weight, in whole steps. */
export function servedSteps(servedAh: number, weight: number): number {
  return Math.floor(servedAh / weight / stepAh);
}

/**
 * What a car that comes begins with: as much as whoever of those that are there was served least, by weight, in Ah. So it
 * neither waits for all who came before nor goes before them until it has caught up with a whole day.
 */
export function beginningAh(others: readonly { servedAh: number; weight: number }[], weight: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) least = Math.min(least, other.servedAh / other.weight);
  return Number.isFinite(least) ? least * weight : 0;
}
