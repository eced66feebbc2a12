import type {
  ChargerDetail,
  ChargerView,
  FirmwareFleetView,
  InstallationView,
  LinksView,
  SentMessage,
  SentView,
  SupportView,
} from "../../contract/view";
import type { DeviceId, InstallationId } from "../../domain/ids";

/**
 * What can be seen of the fleet now, by id; null: there is no such thing. The stream, the pages and the routes look through
 * it, so that each asks only for what a person wants and may see.
 */
export interface FleetReader {
  rev(): number;
  links(): LinksView;
  /** All installations, in the order of the topology. */
  installationIds(): readonly InstallationId[];
  hasInstallation(id: InstallationId): boolean;
  /** Chargers of an installation, in the order of the topology. */
  chargersOf(installationId: InstallationId): readonly DeviceId[];
  /** null: unassigned. undefined: no such charger. */
  installationOf(deviceId: DeviceId): InstallationId | null | undefined;
  /** Chargers that speak but are in no topology. */
  unassignedIds(): readonly DeviceId[];
  installation(id: InstallationId): InstallationView | null;
  charger(id: DeviceId): ChargerView | null;
  detail(id: DeviceId): ChargerDetail | null;
  sentObservations(id: DeviceId): SentView[] | null;
  /** Its words as it said them, newest first. */
  sentMessages(id: DeviceId): SentMessage[];
  /** From where the connections of a charger that begin too often came; null: they do not. */
  addresses(id: DeviceId): string[] | null;
  firmware(maySee: (installationId: InstallationId | null) => boolean): FirmwareFleetView;
  support(): SupportView;
}
