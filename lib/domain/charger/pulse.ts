/** What an announced interval can sensibly be, in s; anything else is not believed. */
const shortestS = 1;
const longestS = 86_400;

/** The interval that a charger announced (s), in ms; null: none, or none that can be. */
export function announcedPulseMs(announcedS: number | null): number | null {
  return announcedS !== null && announcedS >= shortestS && announcedS <= longestS ? announcedS * 1000 : null;
}
