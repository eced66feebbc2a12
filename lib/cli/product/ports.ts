import { createServer, isIPv4 } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Why the port cannot be listened on, as the system's code (EADDRINUSE, EACCES, ...); null: it can. */
function listenFault(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

function inWords(code: string, port: number, host: string): string {
  if (code === "EADDRINUSE") return `port ${port} is taken by another program: end it, or choose a free port`;
  if (code === "EACCES") return `port ${port} may not be opened by this user; those below 1024 are for root`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `${host} is no address of this machine`;
  return `port ${port} of ${host} cannot be opened (${code})`;
}

/**
 * Why a port cannot be had, in words; null: it is free. A taken one is given a moment, for what a killed run left to let go
 * of it.
 */
export async function portFault(port: number, host: string, tries = 15): Promise<string | null> {
  let code: string | null = null;
  for (let attempt = 0; attempt < tries; attempt++) {
    code = await listenFault(port, host);
    if (code !== "EADDRINUSE") break;
    await sleep(200);
  }
  return code === null ? null : inWords(code, port, host);
}

/** Whether a host name or address is this machine alone (RFC 1122, 3.2.1.3: 127.0.0.0/8). */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
