import type { Method } from "../../domain/command/method";
import { numberOf } from "./encode";

/** What becomes of the connection of a charger that did not answer a command in time. */
export type Unanswered = "reset" | "resetSeldom" | "leave";

/**
 * Orders of the allocation are repeated by themselves: a charger that never answers them must not lose its connection each time.
 * A ping reply that comes late does no harm. Everything else was asked for by a person, who is told that it expired.
 */
const exceptions: readonly [Method["name"], Unanswered][] = [
  ["pingReply", "leave"],
  ["allocate", "resetSeldom"],
  ["deallocate", "resetSeldom"],
  ["tagGranted", "resetSeldom"],
  ["tagDenied", "resetSeldom"],
];
const byNumber = new Map(exceptions.map(([name, rule]) => [String(numberOf(name)), rule]));

/** The rule for a command, by its number as it stands in the topic. */
export function unansweredRule(method: string): Unanswered {
  return byNumber.get(method) ?? "reset";
}
