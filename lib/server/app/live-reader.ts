import type { Fleet } from "../../fleet/state/fleet";
import { chargerView } from "../../fleet/views/charger-view";
import { addressesView, detailView, sentMessagesView, sentObservationsView } from "../../fleet/views/detail-view";
import { firmwareView } from "../../fleet/views/firmware-view";
import { installationView } from "../../fleet/views/installation-view";
import { chargerIdsOf, installationIdOf, linksView, supportView } from "../../fleet/views/support-view";
import type { FleetReader } from "../../stream/broadcast/fleet-reader";

/** Looks at the fleet. */
export function createFleetReader(fleet: Fleet, now: () => number): FleetReader {
  return {
    rev: () => fleet.rev,
    links: () => linksView(fleet),
    installationIds: () => [...fleet.installations.keys()],
    hasInstallation: (id) => fleet.installations.has(id),
    chargersOf: (id) => chargerIdsOf(fleet, id),
    installationOf: (id) => installationIdOf(fleet, id),
    unassignedIds: () => [...fleet.unassigned.keys()],
    installation: (id) => installationView(fleet, id, now()),
    charger: (id) => chargerView(fleet, id, now()),
    detail: (id) => detailView(fleet, id, now()),
    sentObservations: (id) => sentObservationsView(fleet, id),
    sentMessages: (id) => sentMessagesView(fleet, id),
    addresses: (id) => addressesView(fleet, id),
    firmware: (maySee) => firmwareView(fleet, now(), maySee),
    support: () => supportView(fleet, now()),
  };
}
