import type { Presence } from "../../domain/charger/presence";
import type { Book } from "../book/book";
import { inFlightMs } from "./finding";
import { type Ruling, right, seconds, untold, wrong } from "./judge-reading";

/** The pulse of a charger that announces none (wire.md section 5), ms; the longer one, in its favour. */
const usualPulseMs = 600_000;

/** Since when it is certain that a charger cannot be heard, so that Online is false from then on; null: it is not. */
export function silentSince(book: Book, now: number): number | null {
  const { cutAt, lifeAt } = book.link;
  const window = 2 * (book.pulseMs(now - inFlightMs) ?? usualPulseMs);
  const silentAt = lifeAt === null ? Number.NEGATIVE_INFINITY : lifeAt + window;
  const since = Math.min(cutAt ?? Number.POSITIVE_INFINITY, silentAt) + inFlightMs;
  return now >= since ? since : null;
}

/** The presence that is shown. `upMs`: for how long all parts of the product have been up. */
export function judgePresence(book: Book, shown: Presence, now: number, upMs: number): Ruling {
  const { link } = book;
  if (shown.word === "online") {
    const since = silentSince(book, now);
    // A connection that the gateway took, though its answer never reached the charger: it proves itself, for the usual interval.
    const isOnlyConnected = link.lifeAt === null && shown.heardAt === null && shown.reason === "connected";
    if (since !== null && !isOnlyConnected)
      return wrong(
        "onlineThoughSilent",
        `cut ${seconds(link.cutAt, now)}, last sign of life ${seconds(link.lifeAt, now)}; said: ${shown.reason}, heard ${seconds(shown.heardAt, now)}`,
      );
    return right;
  }
  const heard = link.lifeAt !== null && now - link.lifeAt < 2 * (book.pulseMs(now) ?? usualPulseMs);
  // What is said after a fault has this long to be told of.
  const calm = Math.min(link.calmMs(now), upMs) > 3 * inFlightMs;
  if (!calm || !heard) return shown.word === "unknown" ? untold : right;
  if (shown.word === "unknown") return wrong("unknownThoughHeard", `last sign of life ${seconds(link.lifeAt, now)}`);
  return wrong("offlineThoughConnected", `${shown.word}, connected ${seconds(link.upAt, now)}`);
}
