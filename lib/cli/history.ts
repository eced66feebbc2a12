import { constants, setPriority } from "node:os";
import { openHistoryWork } from "../server/app/history-work";
import { openProduct } from "../server/app/mode";
import { loadEnv } from "../server/base/env";
import { createLog } from "../server/base/log";
import { endWithParent, tellReady } from "../server/base/parent-process";

const usage = `npm run history      seals history and reckons charging sessions, alone, on the running database; npm start runs it beside the pages

SIGTERM or Ctrl-C ends it. Configuration: environment variables, see docs/configuration.md.`;

/** Runs until it is told to end. */
async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit();
  }
  // The live view comes first.
  setPriority(constants.priority.PRIORITY_LOW);
  const env = loadEnv();
  const log = createLog("history", env.LOG_LEVEL);
  process.on("uncaughtException", (error) => {
    log.fatal({ reason: error.stack }, "the work on history failed");
    process.exit(1);
  });
  const product = await openProduct(env, log, { withoutSecret: true });
  const work = openHistoryWork(product.databaseUrl, env, log);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await work.stop();
    await product.stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end());
  endWithParent(() => void end());
  // A database that is not there yet is waited for.
  tellReady();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
