import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { z } from "zod";

/** What scrypt is asked for; `maxmem` in bytes (node:crypto). */
export interface HashRequest {
  password: string;
  salt: Uint8Array;
  keyLength: number;
  options: { N: number; r: number; p: number; maxmem: number };
}

/** How many passwords are hashed at a time: one processor is left to everything else. */
export const hashThreads = Math.max(1, Math.min(4, availableParallelism() - 1));

// Given as text, so that it needs no file of its own in a bundle, and no loader for TypeScript.
const program = `
const { parentPort } = require("node:worker_threads");
const { scryptSync } = require("node:crypto");
parentPort.on("message", ({ password, salt, keyLength, options }) => {
  try {
    parentPort.postMessage({ key: scryptSync(password, salt, keyLength, options) });
  } catch (error) {
    parentPort.postMessage({ fault: String(error) });
  }
});`;

const answer = z.union([z.object({ key: z.instanceof(Uint8Array) }), z.object({ fault: z.string() })]);

interface Job {
  request: HashRequest;
  resolve(key: Buffer): void;
  reject(error: Error): void;
}

const idle: Worker[] = [];
const waiting: Job[] = [];
let running = 0;

function newThread(): Worker {
  const worker = new Worker(program, { eval: true, execArgv: [] });
  // One that ends at rest is told nowhere else; who waits for one is told by `run`.
  worker.on("error", () => undefined);
  worker.on("exit", () => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  });
  return worker;
}

function next(): void {
  while (running < hashThreads) {
    const job = waiting.shift();
    if (!job) return;
    running += 1;
    run(job, idle.pop() ?? newThread());
  }
}

function run({ request, resolve, reject }: Job, worker: Worker): void {
  const over = () => {
    worker.off("message", answered).off("error", failed).off("exit", ended);
    // A thread at rest does not keep a finished process alive.
    worker.unref();
    running -= 1;
    next();
  };
  const answered = (message: unknown) => {
    idle.push(worker);
    over();
    const read = answer.safeParse(message);
    if (read.success && "key" in read.data) resolve(Buffer.from(read.data.key));
    else reject(new Error(read.success && "fault" in read.data ? read.data.fault : "A hash could not be read."));
  };
  const failed = (error: unknown) => {
    over();
    reject(error instanceof Error ? error : new Error(String(error)));
  };
  const ended = (code: number) => failed(new Error(`A hashing thread ended (exit code ${code}).`));
  worker.ref();
  worker.on("message", answered).on("error", failed).on("exit", ended);
  worker.postMessage(request);
}

/**
 * scrypt (RFC 7914) in threads of its own, as many at a time as `hashThreads`, in the order asked. Not in libuv's pool, whose
 * few threads the file system and name look-ups share: a flood of sign-ins would hold up the database's connections.
 * Rejects for parameters that scrypt refuses.
 */
export function scryptHash(request: HashRequest): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    waiting.push({ request, resolve, reject });
    next();
  });
}
