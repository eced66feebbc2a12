import type { Observation } from "../../domain/charger/observation";
import { type Derived, derivedSchema } from "../../fleet/state/derived";
import type { FleetEvent } from "../../fleet/state/event";
import { describe as described } from "../../protocol/zaptec/tables/observation-table";
import { typedValue } from "../../protocol/zaptec/values";
import type { Store } from "../../store/store";
import type { KeptObservation } from "../../store/tables/observation-store";
import type { Log } from "../base/log";

/** A kept observation with its name and type again. */
export function whole(kept: KeptObservation): Observation {
  const { id, raw, ownAt, observedAt, epoch, arrivedAt } = kept;
  return { id, key: described(id).key, raw, value: typedValue(id, raw), ownAt, observedAt, epoch, arrivedAt };
}

/** What each charger last said, and what was derived of it: shown as old until it says more. */
export async function restoreLastKnown(store: Store, apply: (event: FleetEvent) => void, log: Log): Promise<void> {
  for (const { deviceId, heardAt, observations, derived } of await store.observations.loadAll())
    apply({
      kind: "restored",
      deviceId,
      heardAt,
      observations: observations.map(whole),
      derived: readDerived(derived, deviceId, log),
    });
}

function readDerived(stored: unknown, deviceId: string, log: Log): Derived | null {
  if (stored === null) return null;
  const read = derivedSchema.safeParse(stored);
  if (read.success) return read.data;
  log.error({ charger: deviceId, fault: read.error.message }, "what was derived of a charger cannot be read");
  return null;
}
