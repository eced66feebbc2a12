import type { BindingLimit, TakesView } from "../domain/charger/grant";
import type { ConnectedCharger } from "./commands";
import type { FuseTree } from "./sharing/capacity";
import type { Contender } from "./sharing/contender";
import { queueOf } from "./sharing/queue";
import { commanded } from "./sharing/worst-case-draw";
import type { Grant, LoadCharger } from "./types";
import { isUnconfirmed } from "./unconfirmed";

const plain = { queue: null, takes: null };
const noTag: BindingLimit = { of: "tag", name: null, line: null };

/** The grants by charger: of contenders, and of those that are barred, unconfirmed or overdrawing. */
export function grantsOf(
  fuses: FuseTree,
  contenders: readonly Contender[],
  connected: readonly ConnectedCharger[],
  over: readonly ConnectedCharger[],
  now: number,
): Map<string, Grant> {
  const grants = new Map<string, Grant>();
  const queue = queueOf(fuses, contenders, now);
  for (const contender of contenders) {
    const { charger, currentA, option, limit } = contender;
    const takes =
      charger.measuredDemandA !== null && currentA >= charger.measuredDemandA ? takesViewOf(charger, "less") : null;
    grants.set(charger.deviceId, {
      currentA,
      terminals: option?.terminals ?? null,
      limit,
      queue: queue.get(contender) ?? null,
      takes,
    });
  }
  const asCommanded = (charger: LoadCharger, takes: TakesView | null) => {
    const at = commanded(charger);
    const terminals = at?.terminals ?? null;
    grants.set(charger.deviceId, { currentA: at?.currentA ?? 0, terminals, limit: null, queue: null, takes });
  };
  for (const { charger } of connected) {
    if (charger.demand === "barred") {
      grants.set(charger.deviceId, { currentA: 0, terminals: null, limit: noTag, ...plain });
    } else if (isUnconfirmed(charger, now) && charger.reachable) asCommanded(charger, null);
  }
  for (const { charger } of over) asCommanded(charger, takesViewOf(charger, "more"));
  return grants;
}

function takesViewOf({ measured }: LoadCharger, kind: TakesView["kind"]): TakesView | null {
  return measured && { kind, currentA: Math.max(...measured.terminalsA), at: measured.at };
}
