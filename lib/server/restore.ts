import type { Observation } from "../domain/observation";
import type { FleetEvent } from "../fleet/event";
import type { KeptObservation } from "../store/observation-store";
import type { Store } from "../store/store";
import { describe as described } from "../wire/observation-table";
import { typedValue } from "../wire/values";

/** A kept observation with its name and type again. */
function whole({ id, raw, observedAt, future }: KeptObservation): Observation {
  return { id, key: described(id).key, raw, value: typedValue(id, raw), observedAt, future };
}

/** What each charger last said: shown as old until it says more. */
export async function restoreLastKnown(store: Store, apply: (event: FleetEvent) => void): Promise<void> {
  for (const { deviceId, heardAt, observations } of await store.observations.loadAll())
    apply({ kind: "restored", deviceId, heardAt, observations: observations.map(whole) });
}
