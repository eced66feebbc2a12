/** The pulse of a charger that does not announce its interval (observation 147), by the Zaptec device protocol. */
const chargingMs = 180_000;
const otherwiseMs = 600_000;

/** What an announced interval can sensibly be, in s; anything else is not believed. */
const shortestS = 1;
const longestS = 86_400;

/** The interval that a charger announced (147, s), in ms; null: none, or none that can be. */
export function announcedPulseMs(announcedS: number | null): number | null {
  return announcedS !== null && announcedS >= shortestS && announcedS <= longestS ? announcedS * 1000 : null;
}

/** The interval at which a charger is to give a sign of life, ms. `announcedS`: observation 147; null: not announced. */
export function pulseIntervalMs(announcedS: number | null, charging: boolean): number {
  return announcedPulseMs(announcedS) ?? (charging ? chargingMs : otherwiseMs);
}

/** A charger is silent when it gave no sign of life for this many of its intervals. */
export const silentAfterIntervals = 2;
