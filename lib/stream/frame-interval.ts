import type { Interest } from "./interest";

/** Lists are told at most every 100 ms; a page that looks at single chargers alone gets every picture of 60 a second. */
export function frameIntervalMs(interest: Interest): number {
  const list = interest.fleet || interest.firmware || interest.support || interest.installations.size > 0;
  return list ? 100 : 16;
}
