import { type PoolRunnerInitializer, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from "vitest/node";

type Listener = (message: unknown) => void;

/** After so many test files a new thread is begun: what each leaves in a thread adds up. */
const filesEach = 300;

let thread: ThreadsPoolWorker | null = null;
let files = 0;

/**
 * One thread for the test files of many mutants, in place of one each: to begin it, and to load vitest and fast-check in it, takes far longer than
 * most tests. Every file still has its modules evaluated anew (vitest's `isolate`), so that nothing of one mutant is left for the next.
 */
export const keptWorker: PoolRunnerInitializer = { name: "kept", createPoolWorker };

function createPoolWorker(options: ConstructorParameters<typeof ThreadsPoolWorker>[0]): PoolWorker {
  const listeners: [event: string, listener: Listener][] = [];
  let config: unknown;
  const tell = (type: "started" | "stopped") => {
    const told = { __vitest_worker_response__: true, type };
    queueMicrotask(() => {
      for (const [event, listener] of [...listeners]) if (event === "message") listener(told);
    });
  };
  let begun = false;
  return {
    name: keptWorker.name,
    async start() {
      if (thread !== null && files >= filesEach) await endKeptWorker();
      begun = thread === null;
      thread ??= new ThreadsPoolWorker(options);
      if (begun) await begin(thread);
    },
    async stop() {
      for (const [event, listener] of listeners.splice(0)) thread?.off(event, listener);
    },
    on(event, listener) {
      listeners.push([event, listener]);
      thread?.on(event, listener);
    },
    off(event, listener) {
      const at = listeners.findIndex((own) => own[0] === event && own[1] === listener);
      if (at !== -1) listeners.splice(at, 1);
      thread?.off(event, listener);
    },
    send(message: WorkerRequest) {
      if (message.type === "start") config = message.context.config;
      if (message.type === "start" && !begun) return tell("started");
      if (message.type === "stop") return tell("stopped");
      if (message.type !== "run") return thread?.send(message);
      files += 1;
      // The thread was given its configuration when it began; which tests are to be run has changed since.
      thread?.send({ ...message, context: Object.assign({}, message.context, { config }) });
    },
    deserialize: (data) => data,
  };
}

async function begin(own: ThreadsPoolWorker): Promise<void> {
  await own.start();
  // One that has ended by itself is used no more.
  own.on("exit", () => {
    if (thread === own) thread = null;
  });
  files = 0;
}

export async function endKeptWorker(): Promise<void> {
  const own = thread;
  thread = null;
  await own?.stop();
}
