import { fsync, unlinkSync } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";

const dirsync = promisify(fsync);

/** What a journal has to bring to the disk. Everything is taken at once: what comes later is for the next time. */
export interface Flushable {
  takeUnsynced(): string[];
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

/** Brings a file to the disk, unless it is gone: whichever descriptor was written to. */
async function datasync(path: string): Promise<void> {
  try {
    const file = await open(/* turbopackIgnore: true */ path, "r");
    await file.datasync().finally(() => file.close());
  } catch (error) {
    // It was deleted meanwhile: nobody needs it.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
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
      await Promise.all(files.map(datasync));
      if (files.length > 0) await dirsync(of.folder);
      await of.saveState();
      for (const path of gone.splice(0)) unlinkSync(path);
    } catch (error) {
      of.giveBack(gone);
      of.failed(error);
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
