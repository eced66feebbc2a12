import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../../server/base/log";
import { askRegularly, type QuestionRules, type Questions } from "./questions";

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
  /** The child answers questions (`answerParent`), and is replaced when it hangs; null or absent: it is not asked. */
  questions?: QuestionRules | null;
  /** It is started again even when it dies before it was ready; by default it is not. `ready` rejects either way. */
  retried?: boolean;
  /** Aborted when the product begins to end: a terminal's Ctrl-C reaches every part at once, and none is started again then. */
  ending?: AbortSignal;
}

export interface Supervised {
  /** The first readiness; rejects when the child dies before it. */
  ready: Promise<void>;
  pid(): number | undefined;
  /** It runs and, if it is asked, answers. */
  answering(): boolean;
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

/**
 * Runs a program in a process of its own and starts it again when it dies, or hangs and is therefore killed, with growing
 * pauses, until it is stopped.
 */
export function supervise(options: ChildOptions): Supervised {
  const { name, log } = options;
  let child: ChildProcess | null = null;
  let end: Promise<string> | null = null;
  let questions: Questions | null = null;
  let silentMs = 0;
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
    silentMs = 0;
    questions = options.questions
      ? askRegularly(started, options.questions, (ms) => {
          silentMs = ms;
          started.kill("SIGKILL");
        })
      : null;
    return { started, end };
  };

  const first = start();
  const ready = Promise.race([
    (options.ready ?? saidReady)(first.started),
    first.end.then((how) => Promise.reject(new Error(`${name} ended before it was ready: ${how}`))),
  ]);
  // A death before readiness is told by `ready`.
  const loop = (async () => {
    let current = first;
    let startedAt = Date.now();
    await (options.retried ? ready.catch(() => undefined) : ready);
    while (!stopping) {
      const how = await current.end;
      if (stopping) return;
      if (Date.now() - startedAt > calmMs) pauseMs = firstPauseMs;
      const died = silentMs > 0 ? { silentMs: Math.round(silentMs) } : { how };
      const words = silentMs > 0 ? "hung and was killed" : "died";
      log.error({ part: name, ...died, againInMs: pauseMs }, `a part of the product ${words}; it is started again`);
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
    answering: () =>
      child !== null && child.exitCode === null && child.signalCode === null && (questions?.answering() ?? true),
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
