import { type Access, accessToScope, maySeeCharger } from "../../domain/access/access";
import type { Person } from "../../domain/access/person";
import { formatScope, type Scope } from "../../domain/access/scope";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { FrameIds } from "../coalesce";
import type { FleetReader } from "./fleet-reader";

export type Viewer = Pick<Person, "role" | "installationIds">;

/** What a viewer may see of the fleet: an installation, or (null) what hangs in none. */
export const sees =
  (viewer: Viewer) =>
  (installationId: InstallationId | null): boolean =>
    maySeeCharger(viewer, installationId);

/**
 * What of a frame's ids a viewer may see. All rights of the stream's contents are looked at here, whatever was asked for; which
 * chargers the table of firmware counts follows from `sees` too.
 */
export function permitted(fleetReader: FleetReader, viewer: Viewer, ids: FrameIds): FrameIds {
  const maySee = sees(viewer);
  const visible = (of: Iterable<DeviceId>) =>
    [...of].filter((id) => {
      const installationId = fleetReader.installationOf(id);
      return installationId !== undefined && maySee(installationId);
    });
  const isSupport = viewer.role === "support";
  return {
    ...ids,
    installations: [...ids.installations].filter(maySee),
    chargers: visible(ids.chargers),
    details: visible(ids.details),
    said: isSupport ? ids.said : [],
    support: ids.support && isSupport,
  };
}

/** Persons with the same key may read the same bytes. */
export function rightsKey(viewer: Viewer): string {
  return viewer.role === "support" ? "support" : `in ${[...viewer.installationIds].sort().join(" ")}`;
}

/** Whether a scope is there for a person; what is foreign and what does not exist are told the same way. */
export function accessTo(fleetReader: FleetReader, viewer: Viewer, scope: Scope): Access {
  return accessToScope(viewer, scope, {
    installationExists: (id) => fleetReader.hasInstallation(id),
    installationOf: (id) => fleetReader.installationOf(id),
  });
}

/** The scopes' text forms, each once, sorted: the same question has the same name. */
export function scopeNames(scopes: readonly Scope[]): string[] {
  return [...new Set(scopes.map(formatScope))].sort();
}
