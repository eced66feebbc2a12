import { type Bucket, createBucket, type Rate } from "../../domain/bucket";
import type { Beginning } from "../../domain/charger/flapping";
import type { DeviceId } from "../../domain/ids";

/** What is told of a charger's connection; `begun`: from where, of one that began. */
export interface ConnectionWord {
  connected: boolean;
  at: number;
  begun?: Omit<Beginning, "at">;
}

interface Told {
  readonly bucket: Bucket;
  waiting: ConnectionWord | null;
}

/** What is told last, and how often the connection has begun in all of it. */
function joined(before: ConnectionWord | null, word: ConnectionWord): ConnectionWord {
  const [was, is] = [before?.begun, word.begun];
  if (was === undefined) return word;
  if (is === undefined) return { ...word, begun: was };
  const tookOver = is.tookOver ?? was.tookOver;
  return { ...word, begun: { address: is.address, tookOver, times: was.times + is.times } };
}

/**
 * Passes on what is told of each charger's connection, at most at `rate`: what comes faster is told as one, a moment later. So
 * two devices that throw each other out cost no more than one that speaks.
 */
export function createConnectionTeller(
  pass: (deviceId: DeviceId, word: ConnectionWord) => void,
  rate: Rate,
  after: (ms: number, then: () => void) => void = (ms, then) => void setTimeout(then, ms).unref(),
) {
  const chargers = new Map<DeviceId, Told>();
  return {
    tell(deviceId: DeviceId, word: ConnectionWord, now: number): void {
      const told = chargers.get(deviceId) ?? { bucket: createBucket(rate, now), waiting: null };
      chargers.set(deviceId, told);
      if (told.waiting !== null) {
        told.waiting = joined(told.waiting, word);
        return;
      }
      const waitMs = told.bucket.take(now);
      if (waitMs === 0) {
        pass(deviceId, word);
        return;
      }
      told.waiting = word;
      after(waitMs, () => {
        const last = told.waiting;
        told.waiting = null;
        if (last !== null) pass(deviceId, last);
      });
    },
    /** What waits is told no more. */
    forget(deviceId: DeviceId): void {
      const told = chargers.get(deviceId);
      if (told !== undefined) told.waiting = null;
      chargers.delete(deviceId);
    },
  };
}
