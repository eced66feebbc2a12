import type { AddressInfo } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import type { Logger } from "pino";
import { createFrameGuard, type FrameFault } from "./frame-guard";
import { limits } from "./limits";
import type { SlowDown } from "./slow-down";
import type { TlsMaterial } from "./tls-files";

export interface Listener {
  port: number;
  /** Connections from now on get this certificate; those that stand keep theirs. */
  renewCertificate(tls: TlsMaterial): void;
  /** Takes no more connections and drops those that stand. */
  close(): Promise<void>;
}

export interface ListenerEvents {
  connection(socket: TLSSocket, address: string): void;
  /** A client sent what no parser should see; its connection is gone. */
  fault(socket: TLSSocket, fault: FrameFault): void;
}

const context = ({ cert, key }: TlsMaterial) => ({ cert, key, minVersion: "TLSv1.2" as const });

/** Puts the guard in front of whoever reads the socket. */
function watch(
  socket: TLSSocket,
  inspect: (chunk: Uint8Array) => FrameFault | null,
  found: (fault: FrameFault) => void,
) {
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk: unknown = read(size);
    const fault = chunk instanceof Uint8Array ? inspect(chunk) : null;
    if (fault === null) return chunk;
    found(fault);
    return null;
  };
}

/**
 * Listens for TLS connections (1.2 and above).
 * @throws the socket's error when the port cannot be had.
 */
export async function openListener(
  options: { port: number; bind?: string; tls: TlsMaterial },
  events: ListenerEvents,
  failures: SlowDown,
  log: Logger,
): Promise<Listener> {
  const sockets = new Set<TLSSocket>();
  const server = createServer({ ...context(options.tls), handshakeTimeout: limits.handshakeMs, noDelay: true });
  server.maxConnections = limits.connections;

  server.on("secureConnection", (socket) => {
    const address = socket.remoteAddress;
    if (address === undefined) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    watch(socket, createFrameGuard(limits, Date.now), (fault) => {
      events.fault(socket, fault);
      socket.destroy();
    });
    events.connection(socket, address);
  });
  server.on("tlsClientError", (error, socket) => {
    const address = socket.remoteAddress ?? "gone";
    const times = failures.failed(address, Date.now());
    if (times <= limits.failures.logged) log.info({ address, reason: error.message }, "a TLS handshake failed");
  });
  server.on("drop", () => log.error({ connections: limits.connections }, "turned a connection away: too many"));

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.bind, () => {
      server.off("error", reject);
      resolve();
    });
  });
  server.on("error", (error) => log.error({ reason: error.message }, "the listener failed"));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    renewCertificate: (tls) => server.setSecureContext(context(tls)),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
