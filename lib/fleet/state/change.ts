import type { Observation } from "../../domain/charger/observation";
import type { LiveCharger } from "./charger";
import type { Change } from "./event";
import { emptyChange, type Fleet } from "./fleet";
import { touches } from "./touches";

/** Notes that a charger's view is another one; `touched`: bits of `touches`. */
export function noteCharger(fleet: Fleet, charger: LiveCharger, touched: number): void {
  charger.view = null;
  if (charger.notedIn !== fleet.take) {
    charger.notedIn = fleet.take;
    fleet.change.chargers.add(charger.deviceId);
  }
  if ((touched & touches.installation) !== 0 && charger.installation !== null) {
    charger.installation.view = null;
    charger.installation.watched = false;
    fleet.change.installations.add(charger.installation.installation.id);
  }
  if ((touched & touches.firmware) !== 0) fleet.change.firmware = true;
  if (charger.installation === null) noteSupport(fleet);
}

export function noteSupport(fleet: Fleet): void {
  fleet.support = null;
  fleet.change.support = true;
}

/** Notes that what is derived of a charger, and has to outlive a restart, is another. */
export function noteDerived(fleet: Fleet, charger: LiveCharger): void {
  if (charger.derivedIn === fleet.take || charger.entry === null) return;
  charger.derivedIn = fleet.take;
  fleet.change.derived.add(charger.deviceId);
}

/**
 * Where a charger's observations are noted that the store is to keep; null: it is in no topology, so that it has no place
 * in the store.
 */
export function unsavedOf(fleet: Fleet, charger: LiveCharger): Map<number, Observation> | null {
  if (charger.entry === null) return null;
  const { observations } = fleet.change;
  let unsaved = observations.get(charger.deviceId);
  if (unsaved === undefined) {
    unsaved = new Map();
    observations.set(charger.deviceId, unsaved);
  }
  return unsaved;
}

/** Whether nothing at all is in a change. */
export function isEmptyChange(change: Change): boolean {
  return (
    change.chargers.size === 0 &&
    change.installations.size === 0 &&
    !change.links &&
    !change.support &&
    !change.firmware &&
    change.commands.size === 0 &&
    change.observations.size === 0 &&
    change.history.length === 0 &&
    change.prices.length === 0 &&
    change.derived.size === 0 &&
    change.orders.size === 0 &&
    change.reports.size === 0 &&
    change.pingReplies.size === 0 &&
    change.tags.size === 0
  );
}

/** What came of all events since the last call; `rev` has grown by one unless that is nothing. */
export function takeChange(fleet: Fleet): Change {
  const change = fleet.change;
  if (isEmptyChange(change)) return emptyChange(fleet.rev);
  fleet.rev += 1;
  change.rev = fleet.rev;
  fleet.take += 1;
  fleet.change = emptyChange(fleet.rev);
  return change;
}
