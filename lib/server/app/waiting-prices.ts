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

/** Quarter-hours: two thousand days. */
const usualMost = 200_000;

export function createWaitingPrices(log: Log, most = usualMost): WaitingPrices {
  const waiting: PublishedPrices[] = [];
  const rarely = createRareLog(log, () => performance.now());
  let quarters = 0;
  let dropped = 0;

  /** Takes out the oldest. */
  function shift(): PublishedPrices | undefined {
    const first = waiting.shift();
    if (first !== undefined) quarters -= quartersIn(first.slots);
    return first;
  }

  return {
    add(prices) {
      for (const one of prices) {
        waiting.push(one);
        quarters += quartersIn(one.slots);
      }
      while (quarters > most) {
        const lost = shift();
        if (lost === undefined) break;
        dropped += quartersIn(lost.slots);
        rarely("warn", { installation: lost.installationId, dropped }, "published prices were dropped: no room");
      }
    },
    async write(store) {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        const { installationId, slots, at } = next;
        try {
          await store.prices.publish(installationId, slots, at);
        } catch (error) {
          if (isStoreUnavailable(error)) throw error;
          dropped += quartersIn(slots);
          log.error({ err: error, installation: installationId }, "published prices could not be kept");
        }
        // Meanwhile it may have been dropped for want of room.
        if (waiting[0] === next) shift();
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
