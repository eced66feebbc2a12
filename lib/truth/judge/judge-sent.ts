import type { SentView } from "../../contract/view";
import type { Book } from "../book/book";
import { type Finding, inFlightMs } from "./finding";
import { isHealthy } from "./health";
import { right, seconds, untold, wrong } from "./judge-reading";

/**
 * What support reads as last said, id by id: the newest that was acknowledged must stand there, or something newer, once all parts
 * are up again. One finding for a charger: the first id that is wrong.
 */
export function judgeSent(book: Book, said: readonly SentView[], now: number, upMs: number): Finding[] {
  const about = { of: book.deviceId, field: "said", at: now };
  // While a clock is in doubt, what is held is not yet what was said last.
  const certain = upMs > 2 * inFlightMs && (book.clock.neverWrong() || isHealthy(book, now, upMs));
  if (!certain) return [{ ...about, ...untold }];
  for (const id of book.words.keys()) {
    const due = book.acknowledged(id, now - inFlightMs);
    if (due === null) continue;
    const held = said.find((one) => one.id === id);
    if (held && book.possible(id, now - inFlightMs).some(({ value }) => value === held.raw)) continue;
    const detail = `${id} is ${held?.raw ?? "not known"}, ${due.value} was acknowledged ${seconds(due.message.acknowledgedAt, now)}`;
    return [{ ...about, ...wrong("lost", detail) }];
  }
  return [{ ...about, ...right }];
}
