import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What the running (or killed) server wrote about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number | null;
  ready: boolean;
}

/** Reads `postmaster.pid` of a cluster; null when there is none, or none that is complete yet. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const port = Number(lines[3]);
  return { pid, port: port > 0 ? port : null, ready: lines[7]?.trim() === "ready" };
}

async function linuxProcess(pid: number): Promise<{ name: string; zombie: boolean } | null> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, "utf8");
    const open = line.indexOf("(");
    const close = line.lastIndexOf(")");
    return { name: line.slice(open + 1, close), zombie: line.slice(close + 2, close + 3) === "Z" };
  } catch {
    // No such process, or it ended while being read: gone in both cases.
    return null;
  }
}

async function otherProcess(pid: number): Promise<{ name: string; zombie: boolean } | null> {
  try {
    const { stdout } = await run("ps", ["-o", "stat=,comm=", "-p", String(pid)]);
    return { name: stdout, zombie: stdout.trimStart().startsWith("Z") };
  } catch {
    // `ps` ends with an error for a process that does not exist.
    return null;
  }
}

/**
 * Whether process `pid` is a server ("server"), another program that got the number after a restart of the machine or a dead
 * server that nobody has buried ("stranger": PostgreSQL would take either for a running server), or nobody.
 */
export async function whoIs(pid: number): Promise<"server" | "stranger" | "nobody"> {
  const found = await (process.platform === "linux" ? linuxProcess(pid) : otherProcess(pid));
  if (!found) return "nobody";
  return found.name.includes("postgres") && !found.zombie ? "server" : "stranger";
}
