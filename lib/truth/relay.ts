import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A TCP connection's way between a charger and the gateway, in the test's hand. */
export interface Relay {
  port: number;
  /** Nothing is read on either side any more: both ends believe that the connection stands. */
  hold(): void;
  /** What was held up goes on, and so does the rest. */
  release(): void;
  /** Ends the connection: both ends, or the charger's alone while the gateway goes on believing. */
  cut(ends: "both" | "charger"): void;
  /** Delays every byte towards the gateway by so much, ms, in order. */
  delay(ms: number): void;
  close(): Promise<void>;
}

interface Pair {
  charger: Socket;
  gateway: Socket;
}

/** How long a half-open remainder is kept, ms. */
const forgottenMs = 60_000;

/** Opens a way to `127.0.0.1:targetPort`. */
export async function openRelay(targetPort: number): Promise<Relay> {
  let pair: Pair | null = null;
  let held = false;
  let delayMs = 0;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    // Connections are broken on purpose here; whoever is at the end hears of it.
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  };
  const server = createServer((charger) => {
    const gateway = connect(targetPort, "127.0.0.1");
    keep(charger);
    keep(gateway);
    const mine: Pair = { charger, gateway };
    pair = mine;
    let freeAt = 0;
    charger.on("data", (chunk) => {
      const now = Date.now();
      // What came before goes before, also when the delay has become shorter.
      freeAt = Math.max(freeAt, now + delayMs);
      if (freeAt <= now) gateway.write(chunk);
      else setTimeout(() => gateway.writable && gateway.write(chunk), freeAt - now);
    });
    gateway.on("data", (chunk) => charger.write(chunk));
    gateway.on("close", () => charger.destroy());
    charger.on("close", () => {
      if (!held) gateway.destroy();
    });
    if (held) for (const socket of [charger, gateway]) socket.pause();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return {
    port: address.port,
    hold() {
      held = true;
      pair?.charger.pause();
      pair?.gateway.pause();
    },
    release() {
      held = false;
      pair?.charger.resume();
      pair?.gateway.resume();
    },
    cut(ends) {
      const { charger, gateway } = pair ?? {};
      pair = null;
      held = false;
      if (ends === "both") {
        gateway?.resetAndDestroy();
        charger?.resetAndDestroy();
        return;
      }
      charger?.removeAllListeners("close");
      charger?.destroy();
      gateway?.pause();
      setTimeout(() => gateway?.destroy(), forgottenMs).unref();
    },
    delay(ms) {
      delayMs = ms;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
