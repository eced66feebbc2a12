import type { Socket } from "node:net";
import type { Logger } from "pino";
import { type Bounds, limits } from "../limits";
import type { RareLog } from "../rare-log";
import { type Bound, OpenConnections } from "./open-connections";
import { connectionsWithin, openFileLimit } from "./open-files";
import { reset } from "./reset";

/** A connection from accept on. */
export interface Arrived {
  readonly tcp: Socket;
  readonly address: string;
  /** Its TLS handshake is done, has failed, or was ended here: there is nothing more to say about it. */
  settled: boolean;
  /** Its first packet is here, whole. */
  begun(): void;
  hasBegun: boolean;
}

export interface Arrivals {
  /** Takes a connection that was accepted, gives it its deadline and follows it to its end; null: it was turned away. */
  take(tcp: Socket): Arrived | null;
  count(): { connections: number; handshakes: number };
}

const turnedAway: Record<Bound, string> = {
  connections: "turned connections away: too many in all",
  connectionsPerAddress: "turned connections away: too many of one address (GATEWAY_CONNECTIONS_PER_ADDRESS)",
  handshakes: "turned connections away: too many have not said who they are",
  handshakesPerAddress:
    "turned connections away: too many of one address have not said who they are (GATEWAY_HANDSHAKES_PER_ADDRESS)",
};

/** The bounds as far as the system allows: each connection is an open file. */
async function boundsHere(bounds: Bounds, log: Logger) {
  const openFiles = await openFileLimit();
  const connections = connectionsWithin(openFiles, bounds.connections, limits.otherFiles);
  if (connections < bounds.connections / 2) {
    log.warn({ openFiles, connections, wanted: bounds.connections }, "the system allows too few open files");
  }
  const quarter = Math.floor(connections / 4);
  return {
    ...bounds,
    connections,
    connectionsForLoopback: Math.min(limits.connectionsForLoopback, quarter),
    handshakes: Math.min(limits.handshakes, 2 * quarter),
    handshakesPerAddress: Math.min(bounds.handshakesPerAddress, quarter),
  };
}

/** Holds connections to their bounds and to one deadline each: from accept to the whole of CONNECT. */
export async function openArrivals(bounds: Bounds, rarely: RareLog, log: Logger): Promise<Arrivals> {
  const end = (arrived: Arrived): void => {
    arrived.settled = true;
    reset(arrived.tcp);
  };
  const open = new OpenConnections<Arrived>(await boundsHere(bounds, log), end);

  const follow = (arrived: Arrived, deadline: NodeJS.Timeout): void => {
    const { tcp, address } = arrived;
    tcp.once("close", () => {
      clearTimeout(deadline);
      open.closed(arrived);
      // Not counted as a failure: who looks whether the port is open leaves like this too.
      if (!arrived.settled && tcp.bytesRead > 0) {
        rarely("info", { address, reason: "it left" }, "a TLS handshake failed");
      }
    });
  };

  return {
    count: () => open.count(),
    take(tcp) {
      const { remoteAddress: address } = tcp;
      if (address === undefined) {
        reset(tcp);
        return null;
      }
      const deadline = setTimeout(() => {
        const said = { address, afterMs: bounds.connectMs };
        rarely("info", said, "ended connections that did not say who they are in time");
        end(arrived);
      }, bounds.connectMs).unref();
      const begun = (): void => {
        clearTimeout(deadline);
        open.connected(arrived);
        arrived.hasBegun = true;
      };
      const arrived: Arrived = { tcp, address, settled: false, begun, hasBegun: false };
      const bound = open.opened(arrived, address, performance.now());
      if (bound === null) {
        follow(arrived, deadline);
        return arrived;
      }
      clearTimeout(deadline);
      rarely("warn", { address, ...open.count() }, turnedAway[bound]);
      reset(tcp);
      return null;
    },
  };
}
