import type { ChargerMessage } from "../../domain/charger-message";
import { dayUs } from "../../domain/history/hours";
import { createRareLog } from "../../gateway/rare-log";
import type { Store } from "../../store/store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { createMessageBuffer } from "./message-buffer";

/**
 * Writes to the store what chargers said and were told, for support. Each message is there once as a rule: what was said is written
 * by the instance that reads the broker's session, what was sent by the one that sent it. What was said while the session went from
 * one instance to another, what its broker delivered again, and what the journal gave back after a crash can be there twice; what a
 * crash took out of memory is there only where the journal still had it. Nobody waits for it: what finds no room in its bounded memory,
 * while the database is away or slow, is left out, and so is a payload of more than 1 MiB.
 */
export interface MessageLog {
  take(message: ChargerMessage): void;
  /** To be called each second, and before the end: resolves when all is written that can be now. */
  save(): Promise<void>;
  /** `bytes` wait for the database; `dropped`: messages that were left out since the start. */
  figures(): { bytes: number; dropped: number };
}

export interface MessageLogSurroundings {
  /** Null while the database is not there. */
  store(): Pick<Store, "messages"> | null;
  /** The same, also while it takes no writes: on a full disk, dropping days makes room. */
  readable(): Pick<Store, "messages"> | null;
  /** Whether this instance drops days that are over; another one does otherwise. */
  mine(): boolean;
  /** ms */
  now(): number;
  /** 0: nothing is kept. */
  keepDays: number;
  log: Log;
}

const mebibyte = 2 ** 20;
/** What may wait for the database. */
export const mostBytes = 32 * mebibyte;
/** A larger payload is left out: nobody reads it, and it would fill the disk. The embedded gateway takes half of it at most. */
const mostPayloadBytes = mebibyte;
/** Messages that are written at once: few enough to be written in a fraction of the time that a statement has. */
const batchBytes = mebibyte;
const upkeepEveryMs = 3_600_000;
const upkeepAgainMs = 60_000;

export function createMessageLog({ store, readable, mine, now, keepDays, log }: MessageLogSurroundings): MessageLog {
  const buffer = createMessageBuffer(mostBytes);
  const rarely = createRareLog(log, () => performance.now());
  const nowUs = () => now() * 1_000;
  /** From here on something of a day is kept. */
  const keptFromUs = () => (keepDays === 0 ? Number.MAX_SAFE_INTEGER : nowUs() - keepDays * dayUs);
  let refused = 0;
  let told = 0;
  let saving: Promise<void> | null = null;
  let keepingUp = false;
  let upkeepAt = Number.NEGATIVE_INFINITY;

  const dropped = () => buffer.leftOut() + refused;

  /** False: the rest waits. */
  async function write(open: Pick<Store, "messages">, batch: readonly ChargerMessage[]): Promise<boolean> {
    try {
      const kept = batch.filter(({ atUs }) => atUs >= keptFromUs());
      return kept.length === 0 || (await open.messages.save(kept));
    } catch (error) {
      if (isStoreUnavailable(error)) return false;
      refused += batch.length;
      log.error({ err: error, messages: batch.length }, "messages could not be written to the message log");
      return true;
    }
  }

  async function writeAll(): Promise<void> {
    for (let batch = buffer.oldest(batchBytes); batch.length > 0; batch = buffer.oldest(batchBytes)) {
      const open = store();
      if (open === null || !(await write(open, batch))) return;
      buffer.remove(batch.length);
    }
  }

  /** False: it could not be done now. */
  async function tried(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ err: error }, "the days of the message log could not be kept up");
      return false;
    }
  }

  /** Days that are over, and days ahead. */
  async function keepUpIfDue(): Promise<void> {
    const open = readable();
    if (open === null || keepingUp || now() < upkeepAt) return;
    const { messages } = open;
    keepingUp = true;
    const isDropped = !mine() || (await tried(() => messages.dropBefore(keptFromUs())));
    const isPrepared = keepDays === 0 || (await tried(() => messages.prepare(nowUs())));
    keepingUp = false;
    upkeepAt = now() + (isDropped && isPrepared ? upkeepEveryMs : upkeepAgainMs);
  }

  return {
    take(message) {
      if (keepDays === 0) return;
      if (message.payload.byteLength > mostPayloadBytes) {
        refused += 1;
        return;
      }
      // A clock that is a day ahead is wrong, and no partition is made for it.
      const isAhead = message.atUs > nowUs() + dayUs;
      buffer.put(isAhead ? { ...message, atUs: Math.round(nowUs()) } : message);
    },
    async save() {
      if (dropped() > told) rarely("warn", { dropped: dropped() }, "messages were left out of the message log");
      told = dropped();
      void keepUpIfDue();
      saving ??= writeAll().finally(() => {
        saving = null;
      });
      await saving;
    },
    figures: () => ({ bytes: buffer.bytes(), dropped: dropped() }),
  };
}
