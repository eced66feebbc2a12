import type { Book } from "../book/book";
import { inFlightMs } from "./finding";

/** How long after a fault or a change of a clock nothing is demanded yet, ms: doubts about a clock take three messages and 10 s. */
const recoveryMs = 4 * inFlightMs;
/** Live messages since then that a charger must have got through. */
const messagesEnough = 4;

/**
 * Whether nothing excuses the product from showing what a charger said: its link, its clock and all parts of the product have
 * been undisturbed for a while, and it has spoken enough since.
 */
export function isHealthy({ link, clock, messages }: Book, now: number, upMs: number): boolean {
  const since = Math.max(now - Math.min(link.calmMs(now), upMs), clock.changedAt());
  if (now - since < recoveryMs) return false;
  let got = 0;
  for (let index = messages.length - 1; index >= 0 && got < messagesEnough; index -= 1) {
    const message = messages[index];
    if (message === undefined || message.writtenAt < since) return false;
    if (message.acknowledgedAt !== null && message.acknowledgedAt < now - inFlightMs) got += 1;
  }
  return got >= messagesEnough;
}
