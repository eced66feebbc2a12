import { connect, createServer, type Socket } from "node:net";

/** A link between a browser and the pages' server that can go bad the way real ones do. */
export interface TcpProxy {
  port: number;
  /** From now on nothing is passed on, and nobody is told: connections stay open, new ones are taken. */
  hang(): void;
  /** What asks for the event stream is taken, and never passed on. */
  hangStreams(): void;
  /** Ends every connection at once, and refuses new ones. */
  cut(): void;
  /** Passes everything on again; what had hung goes on where it stood. */
  mend(): void;
  end(): Promise<void>;
}

const asksForStream = (bytes: Buffer) => bytes.toString("latin1", 0, 64).startsWith("GET /api/stream");

/** Listens on a free port of localhost and passes everything on to `target` there. */
export async function openTcpProxy(target: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let passing: "all" | "no streams" | "nothing" | "refused" = "all";

  const server = createServer((browser) => {
    if (passing === "refused") {
      browser.resetAndDestroy();
      return;
    }
    const upstream = connect(target, "localhost");
    for (const [from, to] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      open.add(from);
      if (passing === "nothing") from.pause();
      from.on("data", (bytes) => {
        if (from === browser && passing === "no streams" && asksForStream(bytes)) {
          from.pause();
          from.unshift(bytes);
        } else to.write(bytes);
      });
      // The other end is told by `close`, which follows.
      from.on("error", () => undefined);
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const cut = () => {
    passing = "refused";
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    hang() {
      passing = "nothing";
      for (const socket of open) socket.pause();
    },
    hangStreams() {
      passing = "no streams";
    },
    cut,
    mend() {
      passing = "all";
      for (const socket of open) socket.resume();
    },
    async end() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
