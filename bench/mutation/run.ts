import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * `npm run mutation -- <folder> [options of Stryker]`: which changes of the code in a folder, such as `lib/domain/faults`, no unit test
 * of its room (`lib/domain`) notices. A report is kept in `reports/mutation`; the next run looks only at what has changed since.
 */
function run([folder, ...options]: string[]): number {
  const room = folder?.match(/^lib\/[^/]+/)?.[0];
  if (folder === undefined || room === undefined || !existsSync(folder)) {
    console.error("Which folder? npm run mutation -- lib/domain");
    return 2;
  }
  const path = folder.replace(/\/$/, "");
  const report = `reports/mutation/${path.replaceAll("/", "-")}.json`;
  const mutate = [`${path}/**/*.ts`, "!**/*.test.ts", "!**/test-*.ts"].join();
  const own = ["run", "bench/mutation/stryker.config.json", "--incrementalFile", report, "--mutate", mutate];
  const env = { ...process.env, MUTATION_ROOM: room };
  return spawnSync("stryker", [...own, ...options], { stdio: "inherit", env }).status ?? 1;
}

process.exitCode = run(process.argv.slice(2));
