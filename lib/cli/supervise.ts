import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../server/log";

export interface ChildOptions {
  name: string;
  /** The module to run and its arguments. */
  module: string;
  args?: string[];
  /** Node's own flags, e.g. `--import tsx`. */
  nodeArgs?: string[];
  env: Record<string, string | undefined>;
  log: Log;
  /** Resolves once the child does its work; the default waits for its word over the channel. */
  ready?: (child: ChildProcess) => Promise<void>;
  /** Ends the child after this many ms of asking nicely. */
  patienceMs?: number;
  /** Aborted when the product begins to end: a terminal's Ctrl-C reaches every part at once, and none is started again then. */
  ending?: AbortSignal;
}

export interface Supervised {
  /** The first readiness; rejects when the child dies before it. */
  ready: Promise<void>;
  pid(): number | undefined;
  stop(): Promise<void>;
}

const firstPauseMs = 500;
const longestPauseMs = 15_000;
const calmMs = 60_000;

function saidReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on("message", (message) => {
      if (typeof message === "object" && message !== null && "ready" in message) resolve();
    });
  });
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

/** Runs a program in a process of its own and starts it again when it dies, with growing pauses, until it is stopped. */
export function supervise(options: ChildOptions): Supervised {
  const { name, log } = options;
  let child: ChildProcess | null = null;
  let end: Promise<string> | null = null;
  let stopping = false;
  let pauseMs = firstPauseMs;
  const pause = new AbortController();
  const endSoon = () => {
    stopping = true;
    pause.abort();
  };
  options.ending?.addEventListener("abort", endSoon, { once: true });

  const start = () => {
    const started = fork(options.module, options.args ?? [], {
      env: { ...process.env, ...options.env },
      execArgv: options.nodeArgs ?? [],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = started;
    end = ended(started);
    return { started, end };
  };

  const first = start();
  const ready = Promise.race([
    (options.ready ?? saidReady)(first.started),
    first.end.then((how) => Promise.reject(new Error(`${name} ended before it was ready: ${how}`))),
  ]);
  // A death before readiness is told by `ready`; the loop goes on from the first readiness.
  const loop = (async () => {
    let current = first;
    let startedAt = Date.now();
    await ready;
    while (!stopping) {
      const how = await current.end;
      if (stopping) return;
      if (Date.now() - startedAt > calmMs) pauseMs = firstPauseMs;
      log.error({ part: name, how, againInMs: pauseMs }, "a part of the product died; it is started again");
      await sleep(pauseMs, undefined, { signal: pause.signal });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      startedAt = Date.now();
      if (!stopping) current = start();
    }
  })().catch((error: unknown) => {
    if (!stopping) log.debug({ part: name, error: String(error) }, "no longer supervised");
  });

  return {
    ready,
    pid: () => child?.pid,
    async stop() {
      endSoon();
      if (child && end && child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        const timer = setTimeout(() => child?.kill("SIGKILL"), options.patienceMs ?? 5_000);
        await end;
        clearTimeout(timer);
      }
      await loop;
    },
  };
}
