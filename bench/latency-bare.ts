import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { topicOf } from "./fleet-payloads";
import { measured } from "./latency-load";

export interface BarePage {
  url: string;
  stop(): void;
}

function html(socketUrl: string, password: string): string {
  return `<!doctype html><meta charset="utf-8"><title>bare</title><p id="power">-</p><script src="/mqtt.js"></script><script>
const power = document.getElementById("power");
const client = mqtt.connect(${JSON.stringify(socketUrl)}, { protocolVersion: 4, username: "page", password: ${JSON.stringify(password)} });
client.subscribe("devices/+/messages/events/#");
client.on("message", (topic, payload) => {
  const { Observations } = JSON.parse(payload.toString());
  if (topic !== ${JSON.stringify(topicOf(measured.n))}) return;
  for (const { ObservationId, Value } of Observations ?? []) {
    if (ObservationId === 513) power.textContent = (Value / 1000).toFixed(1);
  }
});
</script>`;
}

/**
 * The least that shows a charger's power in a browser: mqtt.js over a WebSocket without TLS hears and parses the same messages of
 * all chargers and writes one text.
 */
export async function serveBarePage(socketUrl: string, password: string): Promise<BarePage> {
  const script = await readFile(createRequire(import.meta.url).resolve("mqtt/dist/mqtt.min"));
  const page = html(socketUrl, password);
  const server = createServer((request, response) => {
    const isScript = request.url === "/mqtt.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.end(isScript ? script : page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bare page has no port.");
  return { url: `http://127.0.0.1:${address.port}/`, stop: () => server.close() };
}
