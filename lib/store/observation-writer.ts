import type { DeviceId } from "../domain/ids";
import type { StoreLog } from "./log";
import type { KeptObservation, ObservationBatch, ObservationStore } from "./observation-store";
import { StoreUnavailable } from "./unavailable";

export interface ObservationWriter {
  /** Takes the newest of a charger; the latest value wins over one that is still waiting. */
  add(deviceId: DeviceId, observations: ReadonlyMap<number, KeptObservation>): void;
  /** Takes when a charger was last heard. */
  heard(deviceId: DeviceId, at: number): void;
  /** Values that wait to be written. */
  waiting(): number;
  /** Writes everything that waits; rejects with StoreUnavailable when that is not possible. Ends the writing by itself. */
  stop(): Promise<void>;
}

export interface WriterOptions {
  log: StoreLog;
  /** At most one write in this time. */
  intervalMs?: number;
  /** Values per write. */
  batch?: number;
  /** Values that may wait while the database is away; further charger-and-id pairs are not kept. */
  most?: number;
}

const longestPauseMs = 10_000;

/**
 * Collects last known observations and writes them in the background. While the database is away the latest of each charger
 * and id waits, so what waits is bounded by the size of the fleet, whatever the fleet says meanwhile.
 */
export function createObservationWriter(
  store: Pick<ObservationStore, "save">,
  options: WriterOptions,
): ObservationWriter {
  const { log, intervalMs = 1_000, batch = 10_000, most = 2_000_000 } = options;
  const pending = new Map<DeviceId, Map<number, KeptObservation>>();
  const heardAt = new Map<DeviceId, number>();
  let count = 0;
  let dropped = 0;
  let pauseMs = intervalMs;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let stopped = false;

  const put = (deviceId: DeviceId, id: number, one: KeptObservation, onlyIfAbsent: boolean) => {
    const byId = pending.get(deviceId);
    const isThere = byId?.has(id) ?? false;
    if (isThere && onlyIfAbsent) return;
    if (!isThere) {
      if (count >= most) {
        dropped += 1;
        return;
      }
      count += 1;
    }
    if (byId) byId.set(id, one);
    else pending.set(deviceId, new Map([[id, one]]));
  };

  const take = (): ObservationBatch => {
    const observations = new Map<DeviceId, Map<number, KeptObservation>>();
    let taken = 0;
    for (const [deviceId, byId] of pending) {
      if (taken > 0 && taken + byId.size > batch) break;
      observations.set(deviceId, byId);
      pending.delete(deviceId);
      taken += byId.size;
    }
    count -= taken;
    const heard = new Map(heardAt);
    heardAt.clear();
    return { observations, heardAt: heard };
  };

  const giveBack = (taken: ObservationBatch) => {
    for (const [deviceId, byId] of taken.observations) for (const [id, one] of byId) put(deviceId, id, one, true);
    for (const [deviceId, at] of taken.heardAt) if (!heardAt.has(deviceId)) heardAt.set(deviceId, at);
  };

  const write = async () => {
    while (pending.size > 0 || heardAt.size > 0) {
      const taken = take();
      try {
        await store.save(taken);
      } catch (error) {
        if (error instanceof StoreUnavailable) {
          giveBack(taken);
          throw error;
        }
        // Trying a batch again that the database calls faulty would hold up all others for ever.
        log.error({ err: error }, "last known observations could not be kept");
      }
    }
    if (dropped > 0) log.warn({ dropped }, "the database was away for too many values: some were not kept");
    dropped = 0;
  };

  const schedule = () => {
    if (timer || stopped) return;
    timer = setTimeout(() => {
      writing = write().then(
        () => {
          pauseMs = intervalMs;
        },
        (error) => {
          pauseMs = Math.min(pauseMs * 2, longestPauseMs);
          log.warn({ reason: error.reason, waiting: count }, "observations are not being kept");
        },
      );
      void writing.then(() => {
        timer = null;
        if (pending.size > 0 || heardAt.size > 0) schedule();
      });
    }, pauseMs);
    timer.unref();
  };

  return {
    add(deviceId, observations) {
      for (const [id, one] of observations) put(deviceId, id, one, false);
      schedule();
    },
    heard(deviceId, at) {
      heardAt.set(deviceId, at);
      schedule();
    },
    waiting: () => count,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await writing;
      await write();
    },
  };
}
