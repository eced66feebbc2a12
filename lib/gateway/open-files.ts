import { readFile } from "node:fs/promises";

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
