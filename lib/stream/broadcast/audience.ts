import { type Access, accessToScope, maySeeCharger } from "../../domain/access/access";
import type { Person } from "../../domain/access/person";
import { formatScope, type Scope } from "../../domain/access/scope";
import type { InstallationId } from "../../domain/ids";
import type { FleetReader } from "./fleet-reader";

export type Viewer = Pick<Person, "role" | "installationIds">;

/** What a viewer may see of the fleet: an installation, or (null) what hangs in none. */
export const sees =
  (viewer: Viewer) =>
  (installationId: InstallationId | null): boolean =>
    maySeeCharger(viewer, installationId);

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
