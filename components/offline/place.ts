import { chargerIdOfSegment } from "../../lib/domain/charger-id";
import type { DeviceId, InstallationId } from "../../lib/domain/ids";

/** What of the last known values an address asks for. */
export type OfflinePlace =
  | { of: "all" }
  | { of: "installation"; id: InstallationId }
  | { of: "charger"; id: DeviceId }
  /** A page of which nothing is kept. */
  | { of: "none" };

/** @param path of the page that was asked for */
export function placeOf(path: string): OfflinePlace {
  const [, room, segment = "", ...rest] = path.replace(/\/$/, "").split("/");
  if (room === undefined || path === "/offline") return { of: "all" };
  if (rest.length > 0 || segment === "") return { of: "none" };
  const id = chargerIdOfSegment(segment);
  if (room === "chargers") return id === null ? { of: "none" } : { of: "charger", id };
  return room === "installations" ? { of: "installation", id: segment } : { of: "none" };
}
