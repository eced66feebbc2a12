import type { ChargerView, LinksView, SupportView } from "../../contract/view";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { LiveCharger } from "../state/charger";
import type { Fleet } from "../state/fleet";
import { chargerView } from "./charger-view";

const shownUnassigned = 200;
const shownCounts = 500;

/** What support alone sees: who speaks and hangs nowhere, what could not be read, and how the journals stand; all of it bounded. */
export function supportView(fleet: Fleet, now: number): SupportView {
  fleet.support ??= {
    journals: fleet.options.journals.map((of) => ({ of, figures: null, at: null, ...fleet.journals.get(of) })),
    unassigned: unassigned(fleet, now),
    undecodable: [...fleet.undecodableCounts.values()]
      .sort((a, b) => b.lastAt - a.lastAt)
      .slice(0, shownCounts)
      .map((count) => ({ ...count })),
    latest: [...fleet.undecodableLatest],
  };
  return fleet.support;
}

function unassigned(fleet: Fleet, now: number): ChargerView[] {
  const views: ChargerView[] = [];
  for (const charger of adrift(fleet)) {
    const view = chargerView(fleet, charger.deviceId, now);
    if (view !== null) views.push(view);
    if (views.length === shownUnassigned) break;
  }
  return views;
}

/** Chargers that hang nowhere: those in no topology, and those that are enrolled but on no circuit yet. */
function* adrift(fleet: Fleet): Generator<LiveCharger> {
  yield* fleet.unassigned.values();
  for (const charger of fleet.unplaced.values()) yield charger;
}

/** The dashboard's own links. */
export function linksView(fleet: Fleet): LinksView {
  return {
    broker: { ...fleet.broker },
    store: { ...fleet.store },
    lastMessageAt: fleet.lastMessageAt > 0 ? fleet.lastMessageAt : null,
  };
}

/** Where a charger hangs: null: nowhere yet; undefined: no such charger. */
export function installationIdOf(fleet: Fleet, deviceId: DeviceId): InstallationId | null | undefined {
  const charger = fleet.chargers.get(deviceId);
  return charger === undefined ? undefined : (charger.installation?.installation.id ?? null);
}

/** The chargers of an installation; empty: no such installation. */
export function chargerIdsOf(fleet: Fleet, id: InstallationId): DeviceId[] {
  return fleet.installations.get(id)?.chargers.map((charger) => charger.deviceId) ?? [];
}
