const firstMs = 400;
const mostMs = 10_000;

/**
 * How long to wait before try number `attempt` (0, 1, 2, ...): doubling up to 10 s, of which a random half is taken off, so
 * that a thousand pages do not come back in the same instant. `random` is 0..1.
 */
export function retryDelayMs(attempt: number, random: number): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(full * (0.5 + random / 2));
}
