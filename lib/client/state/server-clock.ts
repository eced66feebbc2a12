const jumpMs = 5_000;

/**
 * The server's clock as the page sees it. Frames carry the server's time when they left; the fastest frame of a connection
 * comes nearest to the truth. A connection's first frame, or a jump of either clock, starts anew.
 */
export function createServerClock(startAt: number, now: () => number = Date.now) {
  let offsetMs = startAt - now();
  return {
    now: () => now() + offsetMs,
    heard(at: number, receivedAt: number, first: boolean): void {
      const sample = at - receivedAt;
      if (first || sample > offsetMs || offsetMs - sample > jumpMs) offsetMs = sample;
    },
  };
}
export type ServerClock = ReturnType<typeof createServerClock>;
