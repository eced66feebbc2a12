import { chmod, mkdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StoreLog } from "../database/log";
import { mayPass, unavailableReason } from "../database/unavailable";
import { binariesFor, exists } from "./cluster/binaries";
import { type Keeper, openKeeper } from "./cluster/keeper";
import { makeCluster } from "./cluster/make";
import { type Cluster, ensureRunning, stopRunning } from "./cluster/run";
import { closedTo, type ServerUser, serverUser } from "./cluster/system-user";
import { checkMajor } from "./cluster/version";
import { type DatabaseName, externalDatabase } from "./external";

export interface OpenedDatabase {
  /** Where `openStore` finds it; with the password. */
  url: string;
  embedded: boolean;
  /** This call started the server; false: it was adopted, or is not ours. */
  started: boolean;
  /** Gives the database back; the last process that uses the embedded server ends it. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  dataDir: string;
  /** DATABASE_URL; null: the embedded server under `dataDir`. */
  databaseUrl: string | null;
  name: DatabaseName;
  log: StoreLog;
}

/**
 * Opens one of the program's two databases and makes it when it is missing. Without `databaseUrl` the embedded server is
 * started, or adopted when it runs already: after a kill of the process that started it, or beside another process; while this
 * process lives, a server that dies is started again. Throws with words for people when that cannot be done.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenedDatabase> {
  const { databaseUrl, name, log } = options;
  if (databaseUrl) {
    const url = await externalDatabase(databaseUrl, name);
    return { url, embedded: false, started: false, stop: async () => undefined };
  }
  const cluster = await prepare(resolve(options.dataDir));
  const password = (await readFile(join(cluster.home, "password"), "utf8")).trim();
  const urlOf: UrlOf = (port, database) => `postgresql://phaseboard:${password}@127.0.0.1:${port}/${database}`;
  const first = await connect(cluster, urlOf);
  await first.keeper.createDatabase(name);
  log.info({ port: first.port, started: first.started }, "database ready");

  let keeper = first.keeper;
  let reviving = Promise.resolve();
  const stopping = new AbortController();
  const revive = async () => {
    const lostAt = Date.now();
    let told = false;
    log.error({ port: first.port }, "the database server has ended; it is started again");
    for (let pauseMs = 250; !stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, 15_000)) {
      await pause(pauseMs, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        keeper = (await connect(cluster, urlOf, first.port)).keeper;
        log.info({ port: first.port, awayMs: Date.now() - lostAt }, "the database server runs again");
        return;
      } catch (error) {
        log[told ? "debug" : "error"]({ err: error }, "the database server could not be started; it is tried again");
        told = true;
      }
    }
  };
  const watch = async () => {
    for (;;) {
      await keeper.lost;
      if (stopping.signal.aborted) return;
      reviving = revive();
      await reviving;
    }
  };
  const watching = watch();

  return {
    url: urlOf(first.port, name),
    embedded: true,
    started: first.started,
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      // What is being started in this moment is ended by its own claim, not by one that is lost.
      await reviving;
      await leave(cluster, keeper, urlOf(first.port, "postgres"));
      await watching;
    },
  };
}

async function prepare(dataDir: string): Promise<Cluster> {
  const home = join(dataDir, "postgres");
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const user = await serverUser(join(home, "cluster"));
  if (user) await letIn(user, dataDir);
  const binaries = await binariesFor(user, dataDir);
  if (await exists(home)) await checkMajor(home, binaries.pgCtl);
  else await makeCluster(home, binaries, user);
  return { home, binaries, user };
}

/** The server's user must be able to walk through the data folder (not to list it); folders above it are not ours to open. */
async function letIn(user: ServerUser, dataDir: string): Promise<void> {
  const above = await closedTo(user, dirname(dataDir));
  if (above)
    throw new Error(
      `As root the database runs as another user, who cannot enter ${above}: set PHASEBOARD_DATA_DIR to a folder that it can reach, such as /var/lib/phaseboard.`,
    );
  if (await closedTo(user, dataDir)) await chmod(dataDir, 0o711);
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, ms);
    stopped.addEventListener("abort", end);
  });
}

type UrlOf = (port: number, database: string) => string;

// A server that recovers after a crash says for a while that it takes no connections yet.
const recoveryMs = 30_000;

async function connect(cluster: Cluster, urlOf: UrlOf, onlyPort?: number) {
  for (const until = Date.now() + recoveryMs; ; ) {
    const running = await ensureRunning(cluster, onlyPort);
    try {
      return { ...running, keeper: await openKeeper(urlOf(running.port, "postgres")) };
    } catch (error) {
      // It recovers, or another process is ending it in this very moment: then it is started anew.
      if (Date.now() > until || !mayPass(error)) throw error;
      await sleep(200);
    }
  }
}

async function leave(cluster: Cluster, keeper: Keeper, url: string): Promise<void> {
  if (await isLastOneOut(keeper, url)) await stopRunning(cluster);
  await keeper.end();
}

async function isLastOneOut(keeper: Keeper, url: string): Promise<boolean> {
  try {
    return await keeper.lastOneOut();
  } catch (error) {
    if (unavailableReason(error) === null) throw error;
  }
  // The claim was lost with its connection; another process may have started the server again since.
  try {
    const again = await openKeeper(url);
    const last = await again.lastOneOut();
    if (!last) await again.end();
    return last;
  } catch (error) {
    if (unavailableReason(error) === null) throw error;
    return true;
  }
}
