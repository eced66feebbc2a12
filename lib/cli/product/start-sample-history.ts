import { fork } from "node:child_process";
import { join } from "node:path";
import { common, type Settings, tsx } from "./parts";

/**
 * Makes the sample of the demo's history in a process of its own, beside everything else. Where that ends early, the next start goes on.
 * @returns the way to end it
 */
export function startSampleHistory(settings: Settings): () => Promise<void> {
  const child = fork(join(import.meta.dirname, "../sample-history.ts"), ["--demo"], {
    env: { ...process.env, ...common(settings) },
    execArgv: tsx,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", (error) => {
      settings.log.warn({ error: error.message }, "the sample history is not made; the next start tries again");
      resolve();
    });
  });
  return async () => {
    child.kill("SIGTERM");
    await ended;
  };
}
