import type { ChargerOrder } from "../charger-order";
import type { Unanswered } from "../dialect";
import { methodOf } from "./encode";

/**
 * Orders of the allocation are repeated by themselves: a charger that never answers them must not lose its connection each time.
 * A ping reply or a report that comes late does no harm. A grant that comes late would be the next car's. Everything else was asked for by a
 * person, who is told that it expired.
 */
const exceptions: Partial<Record<ChargerOrder["name"], Unanswered>> = {
  pingReply: "leave",
  report: "leave",
  allocate: "resetSeldom",
  deallocate: "resetSeldom",
  tagDenied: "resetSeldom",
};

/** What becomes of the connection of a charger that did not answer an order in time. */
export function unanswered(name: ChargerOrder["name"]): Unanswered {
  return exceptions[name] ?? "reset";
}

const byMethod = new Map(
  (Object.keys(exceptions) as ChargerOrder["name"][]).map((name) => [String(methodOf(name)), unanswered(name)]),
);

/** The same for a command on its way, by its number as it stands in the topic. */
export function unansweredRule(method: string): Unanswered {
  return byMethod.get(method) ?? "reset";
}
