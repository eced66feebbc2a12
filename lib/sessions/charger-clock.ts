import type { ToldTime } from "./types";

/** Before it no clock was ever set (wire.md 4: a clock never set tells 1970). */
export const clockSetAt = Date.UTC(2020, 0, 1);
/** What is told cannot have been later than its telling, by more than this, ms. */
const aheadMs = 5_000;

interface Epoch {
  epoch: number;
  offsetMs: number;
  first: number;
  last: number;
}

/** How a charger's own times are brought onto the gateway's clock. */
export interface ChargerClock {
  /**
   * An instant of a charger's own clock, as it stands in something that was told: by the latest epoch that covers it (wire.md 4, rule 2),
   * else by that of
   * the telling. Null: the clock had never been set, or it would be later than its telling.
   */
  corrected(ownAt: number, told: ToldTime): number | null;
}

/** @param told all that is known of it; the offset of an epoch is the same for all that was told in it */
export function createChargerClock(told: Iterable<ToldTime>): ChargerClock {
  const byNumber = new Map<number, Epoch>();
  for (const { at, ownAt, epoch } of told) {
    const known = byNumber.get(epoch);
    if (known === undefined) byNumber.set(epoch, { epoch, offsetMs: ownAt - at, first: ownAt, last: ownAt });
    else {
      known.first = Math.min(known.first, ownAt);
      known.last = Math.max(known.last, ownAt);
    }
  }
  const epochs = [...byNumber.values()].sort((a, b) => b.epoch - a.epoch);
  return {
    corrected(ownAt, { at, ownAt: toldOwnAt, epoch }) {
      const covers = epochs.find((one) => one.epoch <= epoch && one.first <= ownAt && ownAt <= one.last);
      const isItsOwn = covers === undefined || covers.epoch === epoch;
      const found = ownAt - (isItsOwn ? toldOwnAt - at : covers.offsetMs);
      return found >= clockSetAt && found <= at + aheadMs ? found : null;
    },
  };
}
