import type { BindingLimit, TakesView } from "../domain/charger/grant";
import type { Placed } from "./commands";
import type { Hall } from "./sharing/capacity";
import type { Seat } from "./sharing/contender";
import { queueOf } from "./sharing/queue";
import { commanded } from "./sharing/worst-case-draw";
import type { Grant, LoadCharger } from "./types";
import { isStuck } from "./unconfirmed";

const plain = { queue: null, takes: null };
const noTag: BindingLimit = { of: "tag", name: null, line: null };

/** What each charger shall have, by its id, and why not more: of those that share, that are barred, stuck or overdrawing. */
export function grantsOf(
  hall: Hall,
  seats: readonly Seat[],
  placed: readonly Placed[],
  over: readonly Placed[],
  now: number,
): Map<string, Grant> {
  const grants = new Map<string, Grant>();
  const queue = queueOf(hall, seats, now);
  for (const seat of seats) {
    const { charger, currentA, option, limit } = seat;
    const takes = charger.takesA !== null && currentA >= charger.takesA ? takesOf(charger, "less") : null;
    grants.set(charger.deviceId, {
      currentA,
      terminals: option?.terminals ?? null,
      limit,
      queue: queue.get(seat) ?? null,
      takes,
    });
  }
  const asCommanded = (charger: LoadCharger, takes: TakesView | null) => {
    const at = commanded(charger);
    const terminals = at?.terminals ?? null;
    grants.set(charger.deviceId, { currentA: at?.currentA ?? 0, terminals, limit: null, queue: null, takes });
  };
  for (const { charger } of placed) {
    if (charger.demand === "barred") {
      grants.set(charger.deviceId, { currentA: 0, terminals: null, limit: noTag, ...plain });
    } else if (isStuck(charger, now) && charger.reachable) asCommanded(charger, null);
  }
  for (const { charger } of over) asCommanded(charger, takesOf(charger, "more"));
  return grants;
}

function takesOf({ measured }: LoadCharger, kind: TakesView["kind"]): TakesView | null {
  return measured && { kind, currentA: Math.max(...measured.terminalsA), at: measured.at };
}
