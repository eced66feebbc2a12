import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface HalfOpenLink {
  port: number;
  /** From now on nothing passes, and neither end is told. */
  cut(): void;
  /** Things pass again: what the gateway has not thrown away since the cut arrives late. */
  mend(): void;
  /** How the gateway's side of the cut connections ended, as seen when it was mended: an error's code, "end" or "open". */
  ends: string[];
  close(): void;
}

interface Pair {
  charger: Socket;
  gateway: Socket;
  /** How the gateway's side has ended: an error's code, or "end". */
  end: string | null;
}

/**
 * A network between charger and gateway that can be cut like a cable far away. While it is cut nothing is read of the gateway's
 * side, so that what the gateway sends waits in a kernel. A reset throws that away, as it would in the gateway's own kernel;
 * an orderly close does not. Tests only.
 */
export async function openHalfOpenLink(gatewayPort: number): Promise<HalfOpenLink> {
  const pairs = new Set<Pair>();
  const ends: string[] = [];
  let isCut = false;

  const join = (charger: Socket, gateway: Socket): void => {
    charger.on("data", (data) => gateway.write(data));
    gateway.on("data", (data) => charger.write(data));
    charger.on("close", () => gateway.destroy());
    gateway.on("close", () => charger.destroy());
  };
  const server = createServer((charger) => {
    const gateway = connect({ host: "127.0.0.1", port: gatewayPort, noDelay: true });
    const pair: Pair = { charger, gateway, end: null };
    charger.on("error", () => undefined);
    gateway.on("error", (error) => {
      pair.end = "code" in error ? String(error.code) : error.message;
    });
    gateway.on("end", () => {
      pair.end = "end";
    });
    gateway.once("connect", () => {
      pairs.add(pair);
      join(charger, gateway);
      if (isCut) hold(pair);
    });
  });
  const hold = ({ charger, gateway }: Pair): void => {
    for (const socket of [charger, gateway]) {
      socket.pause();
      socket.removeAllListeners("data");
      socket.removeAllListeners("close");
    }
  };

  /** Lets pass what a real network would: nothing of what was sent before a reset. */
  const release = async (pair: Pair): Promise<void> => {
    const { charger, gateway } = pair;
    const held: Buffer[] = [];
    gateway.on("data", (data) => held.push(data));
    // Long enough to read what lies there; a reset or an end is told right after it.
    gateway.resume();
    for (let left = 20; pair.end === null && left > 0; left -= 1) await sleep(10);
    const how = pair.end ?? "open";
    ends.push(how);
    gateway.removeAllListeners("data");
    if (how === "open" || how === "end") for (const data of held) charger.write(data);
    if (how === "open") join(charger, gateway);
    else if (how === "end") charger.end();
    else charger.resetAndDestroy();
    charger.resume();
  };

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    ends,
    cut() {
      isCut = true;
      for (const pair of pairs) hold(pair);
    },
    mend() {
      isCut = false;
      for (const pair of pairs) void release(pair);
    },
    close() {
      server.close();
      for (const { charger, gateway } of pairs) {
        charger.destroy();
        gateway.destroy();
      }
    },
  };
}
