import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Says which process has the folder: its number, and when it started, for numbers are given again. */
interface Holder {
  pid: number;
  startedAt: string | null;
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : null);

/** When a process started, in the system's own count; "" for one that is gone or only not yet buried; null: cannot be told. */
function startOf(pid: number): string | null {
  if (process.platform !== "linux") return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "" : (fields[19] ?? null);
  } catch (error) {
    return codeOf(error) === "ENOENT" || codeOf(error) === "ESRCH" ? "" : null;
  }
}

function lives({ pid, startedAt }: Holder): boolean {
  const start = startOf(pid);
  if (start !== null) return start !== "" && (startedAt === null || start === startedAt);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function holderIn(file: string): Holder | null {
  const [pid, startedAt] = readFileSync(/* turbopackIgnore: true */ file, "utf8").trim().split(" ");
  const number = Number(pid);
  return Number.isInteger(number) && number > 0 ? { pid: number, startedAt: startedAt ?? null } : null;
}

/**
 * Takes a folder for this process. @returns how to give it back.
 * @throws Error for people when a living process has it; the system's error when it cannot be written to.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  const own = [String(process.pid), startOf(process.pid)].filter((part) => part !== null).join(" ");
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(/* turbopackIgnore: true */ file, own, { flag: "wx", mode: 0o600 });
      return () => unlinkSync(file);
    } catch (error) {
      if (codeOf(error) !== "EEXIST" || attempt === 3) throw error;
    }
    const holder = holderIn(file);
    if (holder && lives(holder)) throw new Error(`${folder} is in use by the process ${holder.pid}`);
    unlinkSync(file);
  }
}
