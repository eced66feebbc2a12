import { readFileSync } from "node:fs";

const everyMs = 500;

/** A process's name and parent, where the system tells it without a program (Linux); null elsewhere, or when it is gone. */
function processOf(pid: number): { name: string; parent: number } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    const close = line.lastIndexOf(")");
    return { name: line.slice(line.indexOf("(") + 1, close), parent: Number(line.slice(close + 2).split(" ")[1]) };
  } catch {
    // Another system, or it ended while being read: its child then sees another parent.
    return null;
  }
}

/** npm runs a script through a shell, which most shells replace by the script's program; where one stays, npm is behind it. */
const shells = /^(sh|ash|dash|bash|zsh|busybox)$/;

/**
 * Calls `end` once when the npm that runs this process as its script is gone: by SIGKILL or SIGHUP, which it does not pass on.
 * Does nothing for a process that was started otherwise: it may outlive who started it.
 */
export function endWithNpm(end: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const found = processOf(parent);
  const behind = found && shells.test(found.name) ? found.parent : null;
  const timer = setInterval(() => {
    const same = process.ppid === parent && (behind === null || processOf(parent)?.parent === behind);
    if (same) return;
    clearInterval(timer);
    end();
  }, everyMs);
  timer.unref();
}
