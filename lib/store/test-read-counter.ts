import { once } from "node:events";
import { connect, createServer } from "node:net";

/** What a database has answered to whoever reached it through `url`. */
export interface ReadCounter {
  readonly url: string;
  /** Rows and bytes of all answers so far. */
  read(): { rows: number; bytes: number };
  close(): void;
}

/**
 * A way to a PostgreSQL server that counts what it answers. Every message of the protocol is a letter and a length that counts
 * itself; `D` is a row.
 */
export async function openReadCounter(target: string): Promise<ReadCounter> {
  const { hostname, port } = new URL(target);
  let rows = 0;
  let bytes = 0;
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const socket of [client, database]) socket.on("error", () => undefined);
    let rest = Buffer.alloc(0);
    database.on("data", (chunk) => {
      bytes += chunk.byteLength;
      rest = Buffer.concat([rest, chunk]);
      while (rest.byteLength >= 5 && rest.byteLength > rest.readUInt32BE(1)) {
        if (rest.toString("latin1", 0, 1) === "D") rows += 1;
        rest = rest.subarray(1 + rest.readUInt32BE(1));
      }
    });
    client.pipe(database).pipe(client);
    client.on("close", () => database.destroy());
    database.on("close", () => client.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The counter has no port.");
  const url = new URL(target);
  url.host = `127.0.0.1:${address.port}`;
  return { url: url.href, read: () => ({ rows, bytes }), close: () => server.close() };
}
