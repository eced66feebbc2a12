import { readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries";
import { freePort } from "./port";
import { readPostmaster, whoIs } from "./postmaster";
import { runProgram } from "./program";
import type { ServerUser } from "./system-user";

export interface Cluster {
  home: string;
  binaries: Binaries;
  user: ServerUser | null;
}

export interface Running {
  port: number;
  /** This call started it; false: it was running already. */
  started: boolean;
}

const patienceMs = 60_000;
const attempts = 5;
const longestLogBytes = 5_000_000;

const folderOf = (cluster: Cluster) => join(cluster.home, "cluster");
const logOf = (cluster: Cluster) => join(folderOf(cluster), "server.log");
const portFileOf = (cluster: Cluster) => join(cluster.home, "port");

async function rememberedPort(cluster: Cluster): Promise<number> {
  const text = await readFile(portFileOf(cluster), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "0";
    throw error;
  });
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
}

function pgCtl(cluster: Cluster, args: string[]): Promise<void> {
  return runProgram(cluster.binaries.pgCtl, ["-D", folderOf(cluster), ...args], cluster.user);
}

async function logTail(cluster: Cluster): Promise<string> {
  const text = await readFile(logOf(cluster), "utf8").catch((error: Error) => error.message);
  return text.trimEnd().split("\n").slice(-8).join("\n");
}

async function keepLogShort(cluster: Cluster): Promise<void> {
  const size = await stat(logOf(cluster)).then(
    (found) => found.size,
    () => 0, // No log yet.
  );
  if (size > longestLogBytes) await truncate(logOf(cluster));
}

/**
 * Sees to it that the cluster's server runs, and tells its port: one that runs already is adopted, also when the process
 * that started it was killed; several processes may ask at once and one of them starts it. With `onlyPort` no other port is
 * taken. Throws with the end of the server's log when it does not come up.
 */
export async function ensureRunning(cluster: Cluster, onlyPort?: number): Promise<Running> {
  const until = Date.now() + patienceMs;
  let failures = 0;
  let failure: unknown = null;
  while (Date.now() < until && failures < attempts) {
    const found = await readPostmaster(folderOf(cluster));
    const who = found ? await whoIs(found.pid) : "nobody";
    if (found && who === "server") {
      if (found.ready && found.port) return { port: found.port, started: false };
      await sleep(50);
      continue;
    }
    if (who === "stranger") await rm(join(folderOf(cluster), "postmaster.pid"), { force: true });
    const port = await choosePort(cluster, onlyPort);
    try {
      await keepLogShort(cluster);
      await pgCtl(cluster, ["-w", "-t", "30", "-s", "-l", logOf(cluster), "-o", `-p ${port}`, "start"]);
      await writeFile(portFileOf(cluster), `${port}\n`);
      return { port, started: true };
    } catch (error) {
      failure = error;
      failures += 1;
      await sleep(200);
    }
  }
  const words = failure instanceof Error ? failure.message.trimEnd() : "it did not become ready in time";
  throw new Error(
    `The embedded PostgreSQL in ${cluster.home} did not start: ${words}\nIts log ends with:\n${await logTail(cluster)}`,
    { cause: failure },
  );
}

async function choosePort(cluster: Cluster, onlyPort?: number): Promise<number> {
  if (onlyPort) return onlyPort;
  const remembered = await rememberedPort(cluster);
  const port = (remembered && (await freePort(remembered))) || (await freePort(0));
  if (!port) throw new Error("No free port for the embedded PostgreSQL.");
  return port;
}

/** Ends the server; open connections are closed, what was committed is kept. */
export async function stopRunning(cluster: Cluster): Promise<void> {
  try {
    await pgCtl(cluster, ["-w", "-t", "30", "-s", "-m", "fast", "stop"]);
  } catch (error) {
    const found = await readPostmaster(folderOf(cluster));
    if (found && (await whoIs(found.pid)) === "server") throw error;
  }
}
