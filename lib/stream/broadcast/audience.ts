import { type Access, accessToScope } from "../../domain/access/access";
import { type Actor, ownInstallations } from "../../domain/access/actor";
import { chargerScope, installationScope, may, organisation, reachOf } from "../../domain/access/permissions";
import { formatScope, type Scope } from "../../domain/access/scope";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sight } from "./fleet-reader";

/**
 * What an actor may see of the fleet: an installation with its chargers, or (null) what hangs in none. Who may see its wall alone
 * is shown it by the stream of walls.
 */
export const sees =
  (viewer: Actor) =>
  (installationId: InstallationId | null): boolean =>
    may(viewer, "seeCharger", chargerScope(installationId)) ||
    (installationId !== null && may(viewer, "seeWall", installationScope(installationId)));

export const seesSupport = (viewer: Actor): boolean => may(viewer, "seeSupport", organisation);

/** Of these chargers, those whose words, as sent, the viewer may see. */
export const seesSaid =
  (sight: Sight, viewer: Actor) =>
  (deviceId: DeviceId): boolean => {
    const installationId = sight.installationOf(deviceId);
    return installationId !== undefined && may(viewer, "seeSaid", chargerScope(installationId));
  };

/** The deeds that a frame's content depends on. */
const seeing = ["seeInstallation", "seeCharger", "seeWall", "seeSaid", "seeSupport"] as const;

/** Actors with the same key may read the same bytes. */
export function rightsKey(viewer: Actor): string {
  const reaches = seeing.map((deed) => reachOf(viewer, deed));
  const own = reaches.includes("own") ? [...ownInstallations(viewer)].sort() : [];
  return `${reaches} in ${own.join(" ")}`;
}

/** Whether a scope is there for an actor; what is foreign and what does not exist are told the same way. */
export function accessTo(sight: Sight, viewer: Actor, scope: Scope): Access {
  return accessToScope(viewer, scope, {
    installationExists: (id) => sight.hasInstallation(id),
    installationOf: (id) => sight.installationOf(id),
  });
}

/** The scopes' text forms, each once, sorted: the same question has the same name. */
export function scopeNames(scopes: readonly Scope[]): string[] {
  return [...new Set(scopes.map(formatScope))].sort();
}
