import { closeSync, fdatasync, fsync, unlinkSync } from "node:fs";
import { promisify } from "node:util";
import type { Unsynced } from "./lane";

const datasync = promisify(fdatasync);
const dirsync = promisify(fsync);

/** What a journal has to bring to the disk. Everything is taken at once: what comes later is for the next time. */
export interface Flushable {
  takeUnsynced(): Unsynced[];
  /** The folder's own descriptor, for the names of new files. */
  folder: number;
  /** Writes the state and brings it to the disk. */
  saveState(): Promise<void>;
  /** Files that nobody needs any more, once the state is on the disk. */
  takeGone(): string[];
  /** They are still there. */
  giveBack(gone: string[]): void;
  failed(error: unknown): void;
}

export interface Flusher {
  /** Something was written: it is on the disk `syncMs` later, or as soon as the disk allows. */
  written(): void;
  /** Resolves when all that was written until now is on the disk, or that failed. */
  flush(): Promise<void>;
}

/** Brings a journal to the disk, one flush at a time. */
export function createFlusher(of: Flushable, syncMs: number): Flusher {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    const files = of.takeUnsynced();
    const gone = of.takeGone();
    try {
      await Promise.all(files.map(({ fd }) => datasync(fd)));
      if (files.length > 0) await dirsync(of.folder);
      await of.saveState();
      for (const path of gone.splice(0)) unlinkSync(path);
    } catch (error) {
      of.giveBack(gone);
      of.failed(error);
    } finally {
      for (const { fd, close } of files) if (close) closeSync(fd);
    }
  };
  const start = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  const flush = (): Promise<void> => {
    if (!running) return start();
    waiting ??= running.then(() => {
      waiting = null;
      return start();
    });
    return waiting;
  };
  return {
    written() {
      timer ??= setTimeout(() => void flush(), syncMs).unref();
    },
    flush,
  };
}
