import type { JournalOptions } from "./types";

/** How long a disk that failed counts as one without room. */
const failedMs = 5_000;
/** How often it is told that entries are let go. */
const toldMs = 60_000;
/** Disk or quota full, or a file as large as this process may make one. */
const noRoom: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** What is known and told of a journal's room: both ends of being full and of failing, and what was let go. */
export class Room {
  #full = false;
  #failedAt: number | null = null;
  #told = { at: Number.NEGATIVE_INFINITY, dropped: 0 };
  dropped = 0;

  constructor(readonly options: Pick<JournalOptions, "folder" | "softBytes" | "log" | "now">) {}

  /** Whether refusable entries will be taken for a while. */
  isLeft(bytes: number): boolean {
    const { softBytes, now } = this.options;
    if (this.#failedAt !== null && now() - this.#failedAt < failedMs) return false;
    return bytes <= 0.9 * softBytes;
  }

  /** The disk did not take an entry, and none since, or not for long. */
  hasFailed(): boolean {
    return this.#failedAt !== null;
  }

  refused(bytes: number): void {
    const { log, folder } = this.options;
    if (!this.#full) log.warn({ folder, bytes }, "the journal is full: nothing more is acknowledged");
    this.#full = true;
  }

  freed(bytes: number): void {
    if (!this.#full || !this.isLeft(bytes)) return;
    this.#full = false;
    const { log, folder } = this.options;
    log.info({ folder, bytes }, "the journal has room again");
  }

  /** An entry could not be written. @returns whether it is for want of room. */
  failed(error: Error & { code: unknown }): boolean {
    const { log, now, folder } = this.options;
    if (this.#failedAt === null) log.error({ folder, reason: error.message }, "the journal cannot be written to");
    this.#failedAt = now();
    return noRoom.has(error.code);
  }

  wrote(): void {
    const { log, now, folder } = this.options;
    if (this.#failedAt === null || now() - this.#failedAt < failedMs) return;
    this.#failedAt = null;
    log.info({ folder }, "the journal can be written to again");
  }

  letGo(entries: number): void {
    const { log, now, folder } = this.options;
    this.dropped += entries;
    if (now() - this.#told.at < toldMs) return;
    const dropped = this.dropped - this.#told.dropped;
    this.#told = { at: now(), dropped: this.dropped };
    log.warn({ folder, dropped }, "the journal let its oldest measurements go, for want of room");
  }
}
