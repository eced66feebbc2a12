import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { DeviceId } from "../../domain/ids";
import type { EnrolledCharger, EnrolmentSource, TwinPart } from "./enrolment";

/** What became different between two readings of the enrolment. */
export interface RollListener {
  added(deviceId: DeviceId): void;
  removed(deviceId: DeviceId): void;
  keyChanged(deviceId: DeviceId): void;
  desiredChanged(deviceId: DeviceId, before: TwinPart, after: TwinPart): void;
}

/** Every enrolled charger, in memory: so that chargers can come back while the database is gone. */
export interface Roll {
  find(deviceId: DeviceId): EnrolledCharger | null;
  ids(): DeviceId[];
  /** Reads again soon, since a client claims what the roll does not know yet; at most once a second. Never rejects. */
  ask(): Promise<void>;
  /** Keeps what a charger reported, and hands it to the source when that can take it. */
  setReported(deviceId: DeviceId, reported: TwinPart): void;
  /** Hands over what is not yet kept, if the source can take it now. */
  close(): Promise<void>;
}

const times = { askEveryMs: 1_000, retryMs: 5_000, saveAfterMs: 500, askMs: 3_000 };

/**
 * Reads the enrolment and follows its changes.
 * @throws what the source throws when the first reading fails: without keys there is nobody to let in.
 */
export async function openRoll(source: EnrolmentSource, listener: RollListener, log: Logger): Promise<Roll> {
  const chargers = new Map<DeviceId, EnrolledCharger>();
  const unsaved = new Set<DeviceId>();
  let reading: Promise<void> | null = null;
  let again = false;
  let asked: Promise<void> | null = null;
  let lastReadAt = Number.NEGATIVE_INFINITY;
  let retry: NodeJS.Timeout | null = null;
  let save: NodeJS.Timeout | null = null;
  let saving: Promise<void> | null = null;
  // Told once, until it works again.
  let unread = false;
  let unkept = false;

  const take = (found: readonly EnrolledCharger[]): void => {
    const present = new Set(found.map(({ deviceId }) => deviceId));
    for (const deviceId of [...chargers.keys()]) {
      if (present.has(deviceId)) continue;
      chargers.delete(deviceId);
      unsaved.delete(deviceId);
      listener.removed(deviceId);
    }
    for (const charger of found) takeOne(charger);
  };

  const takeOne = (charger: EnrolledCharger): void => {
    const { deviceId, key, desired } = charger;
    const known = chargers.get(deviceId);
    // What a charger reports comes through here first, so what is in memory is never older than what the source keeps.
    chargers.set(deviceId, { ...charger, reported: known?.reported ?? charger.reported });
    if (!known) listener.added(deviceId);
    else {
      if (!Buffer.from(known.key).equals(key)) listener.keyChanged(deviceId);
      if (known.desired.version !== desired.version) listener.desiredChanged(deviceId, known.desired, desired);
    }
  };

  const readOnce = async (): Promise<void> => {
    lastReadAt = performance.now();
    take(await source.load());
  };

  const read = (): Promise<void> => {
    if (reading) again = true;
    reading ??= readUntilQuiet().finally(() => {
      reading = null;
    });
    return reading;
  };

  const readUntilQuiet = async (): Promise<void> => {
    do {
      again = false;
      try {
        await readOnce();
        unread = false;
      } catch (error) {
        log[unread ? "debug" : "warn"](
          { reason: reasonOf(error) },
          "the enrolment cannot be read; going on with what is known",
        );
        unread = true;
        retry ??= setTimeout(() => {
          retry = null;
          void read();
        }, times.retryMs).unref();
      }
    } while (again);
  };

  /** A reading that began after now, as soon as one may begin; given up when it takes too long. */
  const askInTime = async (): Promise<void> => {
    const pauseMs = lastReadAt + times.askEveryMs - performance.now();
    if (pauseMs > 0) await sleep(pauseMs, undefined, { ref: false });
    await Promise.race([read(), sleep(times.askMs, undefined, { ref: false })]);
  };

  const saveAll = async (): Promise<void> => {
    for (const deviceId of [...unsaved]) {
      const charger = chargers.get(deviceId);
      unsaved.delete(deviceId);
      if (!charger) continue;
      try {
        await source.saveReported(deviceId, charger.reported);
        unkept = false;
      } catch (error) {
        unsaved.add(deviceId);
        log[unkept ? "debug" : "warn"](
          { reason: reasonOf(error), waiting: unsaved.size },
          "what chargers reported cannot be kept yet",
        );
        unkept = true;
        saveLater(times.retryMs);
        return;
      }
    }
  };

  const saveLater = (ms: number): void => {
    save ??= setTimeout(() => {
      save = null;
      saving = saveAll();
    }, ms).unref();
  };

  let opened = false;
  const stopListening = source.onChange(() => {
    if (opened) void read();
    else again = true;
  });
  try {
    await readOnce();
  } catch (error) {
    stopListening();
    throw error;
  }
  opened = true;
  if (again) void read();

  return {
    find: (deviceId) => chargers.get(deviceId) ?? null,
    ids: () => [...chargers.keys()],
    async ask() {
      asked ??= askInTime().finally(() => {
        asked = null;
      });
      await asked;
    },
    setReported(deviceId, reported) {
      const charger = chargers.get(deviceId);
      if (!charger) return;
      chargers.set(deviceId, { ...charger, reported });
      unsaved.add(deviceId);
      saveLater(times.saveAfterMs);
    },
    async close() {
      stopListening();
      if (retry) clearTimeout(retry);
      if (save) clearTimeout(save);
      await reading;
      await saving;
      await saveAll();
      if (save) clearTimeout(save);
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
