import { type Derived, derivedSchema } from "../../fleet/state/derived";
import type { FleetEvent } from "../../fleet/state/event";
import type { Protocols } from "../../protocol/registry";
import type { Store } from "../../store/store";
import type { Log } from "../base/log";

/** What each charger last said, and what was derived of it: shown as old until it says more. */
export async function restoreLastKnown(
  store: Store,
  protocols: Protocols,
  apply: (event: FleetEvent) => void,
  log: Log,
): Promise<void> {
  for (const { deviceId, heardAt, observations, derived } of await store.observations.loadAll())
    apply({
      kind: "restored",
      deviceId,
      heardAt,
      observations: observations.map((kept) => protocols.of(deviceId).restored(deviceId, kept)),
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
