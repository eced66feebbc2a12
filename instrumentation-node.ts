import { startLive } from "./lib/server/app/start-live";

/** Starts the one live fleet of this process. */
export async function start(): Promise<void> {
  await startLive();
}
