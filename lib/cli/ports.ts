import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Waits a moment for what a killed run left to let go of the port. @returns whether the port is free. */
export async function becomesFree(port: number, host: string, tries = 15): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (await isFree(port, host)) return true;
    await sleep(200);
  }
  return false;
}

const loopback = new Set(["localhost", "127.0.0.1", "::1"]);

/** Whether a host name is this machine alone. */
export function isLoopback(host: string): boolean {
  return loopback.has(host) || host.startsWith("127.");
}
