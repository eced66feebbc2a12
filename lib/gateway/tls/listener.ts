import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import type { Logger } from "pino";
import { type Bounds, limits } from "../limits";
import { createRareLog } from "../rare-log";
import { type Arrived, openArrivals } from "./arrivals";
import { createFrameGuard, type FrameFault } from "./frame-guard";
import { isFull, watchOpenFiles } from "./open-files";
import type { SlowDown } from "./slow-down";
import { type TlsMaterial, tlsContext } from "./tls-files";

export interface Listener {
  port: number;
  /** Connections from now on get this certificate; those that stand keep theirs. */
  renewCertificate(tls: TlsMaterial): void;
  /** TCP connections, and those of them whose CONNECT has not come. */
  count(): { connections: number; handshakes: number };
  /** Takes no more connections and drops those that stand. */
  close(): Promise<void>;
}

export interface ListenerOptions {
  port: number;
  bind?: string;
  tls: TlsMaterial;
  bounds: Bounds;
}

export interface ListenerEvents {
  /** `tcp` is the socket under `socket`. */
  connection(socket: TLSSocket, address: string, tcp: Socket): void;
  /** A client that has sent its CONNECT sent what no parser should see; its connection is gone. */
  fault(socket: TLSSocket, fault: FrameFault): void;
}

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

/** Names one TCP connection of this listener; TLS over it has the same name. */
const nameOf = ({ localAddress, remoteAddress, remotePort }: Socket): string =>
  `${localAddress} ${remoteAddress} ${remotePort}`;

/**
 * Listens for TLS connections (1.2 and above). From accept on a connection has one deadline, by which its CONNECT must have come whole;
 * there are bounds for all of them and for each address.
 * @throws the socket's error when the port cannot be had.
 */
export async function openListener(
  options: ListenerOptions,
  events: ListenerEvents,
  failures: SlowDown,
  log: Logger,
): Promise<Listener> {
  const rarely = createRareLog(log, () => performance.now());
  const arrivals = await openArrivals(options.bounds, rarely, log);
  const byName = new Map<string, Arrived>();
  const secured = new Set<TLSSocket>();

  // Of its own deadline for handshakes the TLS server only tells; that of the arrivals is earlier and ends the connection.
  const tls = createTlsServer({ ...tlsContext(options.tls), handshakeTimeout: 2 * options.bounds.connectMs });
  const server = createServer({ noDelay: true }, (tcp) => {
    tcp.on("error", (error) => log.debug({ reason: error.message }, "a TCP connection failed"));
    const arrived = arrivals.take(tcp);
    if (arrived === null) return;
    const name = nameOf(tcp);
    byName.set(name, arrived);
    tcp.once("close", () => {
      if (byName.get(name) === arrived) byName.delete(name);
    });
    tls.emit("connection", tcp);
  });

  tls.on("secureConnection", (socket) => {
    const arrived = byName.get(nameOf(socket));
    if (arrived === undefined) {
      socket.destroy();
      return;
    }
    arrived.settled = true;
    secured.add(socket);
    socket.once("close", () => secured.delete(socket));
    watch(socket, createFrameGuard(limits, Date.now, arrived.begun), (fault) => {
      if (arrived.hasBegun) events.fault(socket, fault);
      else rarely("warn", { address: arrived.address, reason: fault }, "ended connections that are no MQTT clients");
      socket.destroy();
    });
    events.connection(socket, arrived.address, arrived.tcp);
  });
  tls.on("tlsClientError", (error, socket) => {
    const arrived = byName.get(nameOf(socket));
    // It left, or was ended here.
    if (arrived === undefined || arrived.settled) return;
    arrived.settled = true;
    const { address } = arrived;
    const times = failures.failed(address, Date.now());
    if (times <= limits.failures.logged) log.info({ address, reason: error.message }, "a TLS handshake failed");
  });

  await listen(server, options);
  const noFiles = (code: unknown) => rarely("error", { code }, "turned connections away: no more open files");
  server.on("error", (error) => {
    if ("code" in error && isFull(error.code)) noFiles(error.code);
    else rarely("error", { reason: error.message }, "the listener failed");
  });
  const stopWatching = watchOpenFiles(noFiles);
  const { port } = server.address() as AddressInfo;

  return {
    port,
    renewCertificate: (material) => tls.setSecureContext(tlsContext(material)),
    count: arrivals.count,
    close: () =>
      new Promise<void>((resolve) => {
        stopWatching();
        server.close(() => resolve());
        for (const socket of secured) socket.destroy();
        for (const { tcp } of byName.values()) tcp.destroy();
      }),
  };
}

function listen(server: Server, { port, bind }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, bind, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
