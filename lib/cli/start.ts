import { parseArgs } from "node:util";
import { loadEnv } from "../server/base/env";
import { createLog } from "../server/base/log";
import { endWithNpm } from "./product/launcher";
import { type Closers, endAll, runProduct } from "./product/run-product";
import { serviceManager } from "./product/systemd";

const usage = `npm start            the whole product: database, gateway, pages; in demo mode a simulated fleet
npm run dev          the same, pages rebuilt as you type

Ctrl-C ends all of it. Configuration: environment variables, see docs/configuration.md.`;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Resolves with the status to end with, once this process is to end; `ending` is aborted then. */
function toldToEnd(ending: AbortController): Promise<number> {
  return new Promise((resolve) => {
    const end = (status: number) => {
      ending.abort();
      resolve(status);
    };
    for (const signal of signals) process.on(signal, () => end(0));
    endWithNpm(() => end(0));
    // Nobody reads what is printed any more: that alone ends nothing.
    for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
    // Gateway and pages would end with this process; the database would run on.
    process.on("uncaughtException", (error) => {
      console.error(error.stack);
      end(1);
    });
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { dev: { type: "boolean", default: false }, help: { type: "boolean" } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const ending = new AbortController();
  const told = toldToEnd(ending);
  const manager = serviceManager(process.env, createLog("start", "warn"));
  const closers: Closers = [];
  try {
    const running = await Promise.race([runProduct(loadEnv(), values.dev, closers, ending.signal), told]);
    if (typeof running === "object") await manager.ready(running.answering);
    const how = typeof running === "number" ? running : await Promise.race([running.ended, told]);
    console.log(typeof how === "string" ? how : "Ending ...");
    return typeof how === "string" ? 0 : how;
  } finally {
    await Promise.all([manager.stopping(), endAll(closers)]);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
