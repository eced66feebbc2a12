import type { KnownKey, ObservationValue } from "../domain/charger/observation";
import { takeChange } from "./state/change";
import { derivedOf } from "./state/derived";
import { observed, second, TestFleet, t0 } from "./test-fleet";
import { detailView, sentObservationsView } from "./views/detail-view";

const id = "ZAP000001";

type More = {
  /** It tells a start, too; a number: so many seconds before the message's own time. */
  start?: boolean | number;
  dup?: boolean;
  /** What it says beside that, each with its own time in s. */
  and?: readonly (readonly [ownS: number, key: KnownKey, value: ObservationValue | null])[];
};

/** A charger whose messages are told by own time and arrival, in s, as in the table of wire.md section 4. */
export class Clocked {
  readonly world = new TestFleet();

  /** Null: nothing is known of its connection. */
  constructor(connectedAtS: number | null = -1_000) {
    this.world.now = t0 + (connectedAtS ?? 0) * second;
    this.world.broker(true);
    if (connectedAtS !== null) this.world.connection(true);
  }

  says(ownS: number, arrivalS: number, key: KnownKey, value: ObservationValue | null, more: More = {}) {
    this.world.now = t0 + arrivalS * second;
    const own = t0 + ownS * second;
    const startAt = own - (typeof more.start === "number" ? more.start * second : 0);
    const start = more.start ? [observed("startedUp", 1, startAt)] : [];
    const beside = (more.and ?? []).map(([atS, other, is]) => observed(other, is, t0 + atS * second));
    const before = this.#decided();
    takeChange(this.world.fleet);
    this.world.says(id, [observed(key, value, own), ...beside, ...start], { dup: more.dup ?? false });
    if (this.#decided() !== before && !this.world.fleet.change.derived.has(id))
      throw new Error(`a restart would forget what ${ownS} @ ${arrivalS} has told of the clock`);
  }

  /** What is known of the clock but its newest figures, which come again with the next message. */
  #decided(): string {
    const charger = this.world.fleet.chargers.get(id);
    const clock = charger && derivedOf(charger).clock;
    if (!clock) return "";
    const epochs = clock.epochs.map(({ lastOwnAt: _, greatestMs: __, ...rest }) => rest);
    return JSON.stringify({ ...clock, epochs, gathered: clock.gathered.length > 0 ? clock.gathered : null });
  }

  connects(atS: number) {
    this.world.now = t0 + atS * second;
    this.world.connection(false);
    this.world.connection(true);
  }

  /** What is held of a key: value, as of when in s, and whether it is shown as of now. */
  held(key: KnownKey = "powerW") {
    const held = this.world.fleet.chargers.get(id)?.observations.get(key);
    if (held === undefined) return null;
    const { old } = this.world.view();
    // What a gap of the connection makes old is another matter (`presence/gap.ts`).
    return { value: held.value, asOf: (held.observedAt - t0) / second, old: old !== null && old !== "gap" };
  }

  /** What support sees as sent last. */
  sent(zaptecId: number) {
    return sentObservationsView(this.world.fleet, id)?.find((each) => each.id === zaptecId)?.raw;
  }

  errorS() {
    return (detailView(this.world.fleet, id, this.world.now)?.clockErrorMs ?? Number.NaN) / second;
  }
}

export const of = (value: ObservationValue, asOf: number, old = false) => ({ value, asOf, old });

/** The instant 0 of a clock that was never set, in s. */
export const unset = -t0 / second;
