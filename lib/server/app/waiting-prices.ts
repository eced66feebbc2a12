import type { PublishedPrices } from "../../fleet/state/event";
import { createRareLog } from "../../gateway/rare-log";
import { quartersIn } from "../../prices/slots";
import type { Store } from "../../store/store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";

/** Published prices that came by MQTT and are not in the store yet, the oldest first. */
export interface WaitingPrices {
  add(prices: readonly PublishedPrices[]): void;
  /** Writes all that waits now. Rejects (`StoreUnavailable`) where the database is not there: what is not written waits on. */
  write(store: Pick<Store, "prices">): Promise<void>;
  /** Another instance writes them. */
  clear(): void;
  isEmpty(): boolean;
  /** Quarter-hours for which there was no room, or that the database will never take. */
  dropped(): number;
}

/** Quarter-hours: two thousand days of one installation. */
const usualMost = 200_000;

export function createWaitingPrices(log: Log, most = usualMost): WaitingPrices {
  const waiting: PublishedPrices[] = [];
  const rarely = createRareLog(log, () => performance.now());
  let quarters = 0;
  let dropped = 0;

  function takeOldest(): PublishedPrices | undefined {
    const oldest = waiting.shift();
    if (oldest !== undefined) quarters -= quartersIn(oldest.slots);
    return oldest;
  }

  function makeRoom(): void {
    while (quarters > most) {
      const lost = takeOldest();
      if (lost === undefined) return;
      dropped += quartersIn(lost.slots);
      rarely("warn", { installation: lost.installationId, dropped }, "published prices were dropped: no room");
    }
  }

  return {
    add(prices) {
      for (const one of prices) {
        waiting.push(one);
        quarters += quartersIn(one.slots);
      }
      makeRoom();
    },
    async write(store) {
      // Taken out first: what is being written must not be dropped, and counted, for want of room meanwhile.
      for (let next = takeOldest(); next !== undefined; next = takeOldest()) {
        const { installationId, slots, at } = next;
        try {
          await store.prices.publish(installationId, slots, at);
        } catch (error) {
          if (isStoreUnavailable(error)) {
            waiting.unshift(next);
            quarters += quartersIn(slots);
            makeRoom();
            throw error;
          }
          dropped += quartersIn(slots);
          log.error({ err: error, installation: installationId }, "published prices could not be kept");
        }
      }
    },
    clear() {
      waiting.length = 0;
      quarters = 0;
    },
    isEmpty: () => waiting.length === 0,
    dropped: () => dropped,
  };
}
