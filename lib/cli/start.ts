import { parseArgs } from "node:util";
import { loadEnv } from "../server/env";
import { type Closers, endAll, runProduct } from "./run-product";

const usage = `npm start            the whole product: database, gateway, pages; in demo mode a simulated fleet
npm run dev          the same, pages rebuilt as you type

Ctrl-C ends all of it. Configuration: environment variables, see docs/configuration.md.`;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { dev: { type: "boolean", default: false }, help: { type: "boolean" } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const ending = new AbortController();
  const signalled = new Promise<null>((resolve) => {
    for (const signal of signals)
      process.on(signal, () => {
        ending.abort();
        resolve(null);
      });
  });
  const closers: Closers = [];
  try {
    const running = await Promise.race([runProduct(loadEnv(), values.dev, closers, ending.signal), signalled]);
    const words = running ? await Promise.race([running.ended, signalled]) : null;
    console.log(words ?? "Ending ...");
  } finally {
    await endAll(closers);
  }
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
