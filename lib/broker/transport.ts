import { connect as connectTcp, isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import type { Address, BrokerOptions } from "./options";

/** A TCP connection attempt, and what to do with it. */
export interface Transport {
  socket: Socket;
  /** MQTT's stream over the connected socket: TLS with the certificate verified, or the socket itself. */
  stream(): Duplex;
  /**
   * Ends it by a reset: what lies unsent in the kernel is thrown away. An ordinary close would go on delivering it for
   * minutes after a network cut, a command among it.
   */
  reset(): void;
}

/** Begins to connect; the socket tells how it went. */
export function openTransport(address: Address, options: BrokerOptions): Transport {
  const { host, port } = address;
  const socket = connectTcp({ host, port, noDelay: true });
  return {
    socket,
    stream: () => (address.secure ? secured(socket, host, options) : socket),
    reset: () => {
      if (socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
    },
  };
}

function secured(socket: Socket, host: string, { ca, cert, key }: BrokerOptions): Duplex {
  const servername = isIP(host) === 0 ? host : undefined;
  return connectTls({ socket, host, servername, ca, cert, key, rejectUnauthorized: true, minVersion: "TLSv1.2" });
}
