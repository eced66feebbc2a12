import { createServer, type ServerResponse } from "node:http";

/** The least that serves event streams: `node:http`, one timer, the same bytes to everybody. Arguments: bytes, frames a second. */
const [bytes = 0, perSecond = 0] = process.argv.slice(2).map(Number);
const readers = new Set<ServerResponse>();
const frame = Buffer.from(`event: delta\ndata: ${"x".repeat(Math.max(0, bytes - 22))}\n\n`);

const server = createServer((_, response) => {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  response.write(": hello\n\n");
  readers.add(response);
  response.on("close", () => readers.delete(response));
}).listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.send?.({ port: address.port });
});
setInterval(() => {
  for (const response of readers) response.write(frame);
}, 1_000 / perSecond);
process.once("disconnect", () => process.exit(0));
