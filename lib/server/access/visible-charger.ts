import { Refusal } from "../../contract/refusal";
import type { Person } from "../../domain/access/person";
import type { DeviceId, InstallationId } from "../../domain/ids";
import { sees } from "../../stream/broadcast/audience";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";

/** The installation of a charger that the person may see (null: it hangs in none). Foreign and unknown: `notFound`. */
export function visibleCharger(fleetReader: FleetReader, person: Person, deviceId: DeviceId): InstallationId | null {
  const installationId = fleetReader.installationOf(deviceId);
  if (installationId === undefined || !sees(person)(installationId)) throw new Refusal("notFound");
  return installationId;
}

export function supportOnly(person: Person): void {
  if (person.role !== "support") throw new Refusal("notAllowed");
}
