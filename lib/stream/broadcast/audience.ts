import { type Access, accessToScope } from "../../domain/access/access";
import { type Actor, ownInstallations } from "../../domain/access/actor";
import { chargerScope, installationScope, may, organisation, reachOf } from "../../domain/access/permissions";
import { formatScope, type Scope } from "../../domain/access/scope";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { FrameIds } from "../coalesce";
import type { FleetReader } from "./fleet-reader";

/**
 * What an actor may see of the fleet: an installation with its chargers, or (null) what hangs in none. Who may see its wall alone
 * is shown it by the stream of walls.
 */
export const sees =
  (viewer: Actor) =>
  (installationId: InstallationId | null): boolean =>
    may(viewer, "seeCharger", chargerScope(installationId)) ||
    (installationId !== null && may(viewer, "seeWall", installationScope(installationId)));

/** What a viewer may see of a frame; with a charger's detail goes from where its connections come, for those who may see that. */
export interface PermittedIds extends FrameIds {
  readonly addresses: Iterable<DeviceId>;
}

/**
 * What of a frame's ids a viewer may see. All rights of the stream's contents are looked at here, whatever was asked for; which
 * chargers the table of firmware counts follows from `sees` too.
 */
export function permitted(fleetReader: FleetReader, viewer: Actor, ids: FrameIds): PermittedIds {
  const maySee = sees(viewer);
  const chargersWhere = (mayIn: (installationId: InstallationId | null) => boolean, of: Iterable<DeviceId>) =>
    [...of].filter((id) => {
      const installationId = fleetReader.installationOf(id);
      return installationId !== undefined && mayIn(installationId);
    });
  return {
    ...ids,
    installations: [...ids.installations].filter(maySee),
    chargers: chargersWhere(maySee, ids.chargers),
    details: chargersWhere(maySee, ids.details),
    sent: chargersWhere((installationId) => may(viewer, "seeSent", chargerScope(installationId)), ids.sent),
    addresses: chargersWhere((id) => may(viewer, "seeAddresses", chargerScope(id)), ids.details),
    support: ids.support && may(viewer, "seeSupport", organisation),
  };
}

/** The deeds that a frame's content depends on. */
const seeing = ["seeInstallation", "seeCharger", "seeWall", "seeSent", "seeAddresses", "seeSupport"] as const;

/** Actors with the same key may read the same bytes. */
export function rightsKey(viewer: Actor): string {
  const reaches = seeing.map((deed) => reachOf(viewer, deed));
  const own = reaches.includes("own") ? [...ownInstallations(viewer)].sort() : [];
  return `${reaches} in ${own.join(" ")}`;
}

/** Whether a scope is there for an actor; what is foreign and what does not exist are told the same way. */
export function accessTo(fleetReader: FleetReader, viewer: Actor, scope: Scope): Access {
  return accessToScope(viewer, scope, {
    installationExists: (id) => fleetReader.hasInstallation(id),
    installationOf: (id) => fleetReader.installationOf(id),
  });
}

/** The scopes' text forms, each once, sorted: the same question has the same name. */
export function scopeNames(scopes: readonly Scope[]): string[] {
  return [...new Set(scopes.map(formatScope))].sort();
}
