import type { EnergyNow, InstallationAvailability, InstallationEnergy } from "../../../contract/usage";
import type { CircuitId, DeviceId } from "../../../domain/ids";
import type { Installation, Topology } from "../../../domain/topology";
import type { Span } from "../../../history/steps";
import type { StoreAccess } from "../../base/store-access";
import { installationAvailability } from "../../usage/availability";
import { energyNow, type energyParts, installationEnergy } from "../../usage/energy";

/** What is asked of energy and availability, from the store. Refused (`storeUnavailable`) without it. */
export interface UsageRequests {
  energy(
    installation: Installation,
    circuitId: CircuitId | null,
    span: Span,
    by: (typeof energyParts)[number],
  ): Promise<InstallationEnergy>;
  energyNow(installation: Installation): Promise<EnergyNow>;
  /** @param month `2026-11` */
  availability(installation: Installation, month: string): Promise<InstallationAvailability>;
}

/** What the live fleet knows that they are told by. */
interface Known {
  topology(): Topology;
  /** Since when it has been known what is so now, and now, ms; null: it is not. */
  watching(): Span | null;
  /** ms; 0: never. */
  heardAt(deviceId: DeviceId): number;
  now(): number;
}

export function usageRequests({ readOrRefuse }: StoreAccess, known: Known): UsageRequests {
  const of = (installation: Installation, circuitId: CircuitId | null) => ({
    installation,
    circuitId,
    topology: known.topology(),
    now: known.now(),
    heardAt: known.heardAt,
  });
  return {
    energy: (installation, circuitId, span, by) =>
      readOrRefuse((store) => installationEnergy(store, of(installation, circuitId), span, by)),
    energyNow: (installation) => readOrRefuse((store) => energyNow(store, of(installation, null))),
    availability: (installation, month) =>
      readOrRefuse((store) =>
        installationAvailability(store, {
          installation,
          topology: known.topology(),
          month,
          now: known.now(),
          watching: known.watching(),
        }),
      ),
  };
}
