import { open, readFile } from "node:fs/promises";

/** How many files and connections the system lets this process have open; null: it does not say. */
export async function openFileLimit(file = "/proc/self/limits"): Promise<number | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    // Only Linux has it.
    return null;
  }
  const soft = /^Max open files\s+(\d+)\s/m.exec(text)?.[1];
  return soft === undefined ? null : Number(soft);
}

/** How many connections there can be, so that accepting one never fails for want of open files. */
export function connectionsWithin(files: number | null, wanted: number, otherFiles: number): number {
  if (files === null) return wanted;
  return Math.max(1, Math.min(wanted, files - Math.min(otherFiles, Math.floor(files / 2))));
}

/**
 * Looks every few seconds whether a file can be opened, and calls `full` when none can. Accepting does not tell: the event loop closes
 * such connections by itself, without a word. @returns how to stop.
 */
export function watchOpenFiles(full: (code: string) => void, everyMs = 5_000): () => void {
  const look = async (): Promise<void> => {
    try {
      await (await open("/dev/null")).close();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (isFull(code)) full(code);
    }
  };
  const timer = setInterval(() => void look(), everyMs).unref();
  return () => clearInterval(timer);
}

/** Whether an error says that this process (EMFILE) or the system (ENFILE) can open no more files. */
export function isFull(code: unknown): boolean {
  return code === "EMFILE" || code === "ENFILE";
}
