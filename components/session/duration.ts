const minuteMs = 60_000;

/** A span in whole hours and minutes; never below nothing. */
export function durationParts(ms: number): { h: number; m: number } {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  return { h: Math.floor(minutes / 60), m: minutes % 60 };
}
