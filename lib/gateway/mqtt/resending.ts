import type { Client } from "aedes";
import { limits } from "../limits";
import type { KeptSession } from "./journal-session";

/** Has chargers send again what was refused to them for want of room, once there is room again. @returns how to stop. */
export function openResending(kept: KeptSession, end: (client: Client) => void): () => void {
  const timer = setInterval(() => {
    for (const client of kept.takeRefused(limits.resendingPerSecond)) end(client);
  }, 1_000).unref();
  return () => clearInterval(timer);
}
