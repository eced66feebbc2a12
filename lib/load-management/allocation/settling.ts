/** Somebody is there, and nobody new has come for this long: who was to come has come. */
const quietMs = 3_000;
/** Who has not come by then is counted as away. */
const longestMs = 30_000;

/** Whether it is known, after a new link to the broker, who is connected. */
export interface Settling {
  /** A charger has come online. */
  came(now: number): void;
  /** To be asked before every decision. `epoch` counts the links; `live`: there is one, and its backlog is behind. */
  isSettled(live: boolean, epoch: number, now: number, isAnybodyThere: () => boolean): boolean;
}

/**
 * After a start, or when the gateway was away too, chargers come back one after the other. Until they have, those that are
 * still missing would count with the most they may draw, at the cost of those that are back.
 */
export function createSettling(): Settling {
  let epoch = -1;
  let since: number | null = null;
  let lastAt = 0;
  let settled = false;
  return {
    came(now) {
      lastAt = now;
    },
    isSettled(live, of, now, isAnybodyThere) {
      if (!live || of !== epoch) {
        epoch = of;
        since = null;
        settled = false;
      }
      if (!live) return false;
      since ??= now;
      const quiet = now - Math.max(since, lastAt) >= quietMs;
      settled ||= now - since >= longestMs || (quiet && isAnybodyThere());
      return settled;
    },
  };
}
