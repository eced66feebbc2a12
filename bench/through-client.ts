import { Duplex } from "node:stream";
import { MqttClient } from "mqtt";
import type { Publishes } from "./publishes";

export type Receive = (topic: string, payload: Buffer) => void;

const chunk = 65_536;
const connack = Buffer.from([0x20, 2, 0, 0]);

/** CPU microseconds for one message of these, which comes through the MQTT client from memory: no broker, no TLS, no other process. */
export async function cpuUsThroughClient({ count, bytes, tellTime }: Publishes, receive: Receive): Promise<number> {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const client = new MqttClient(() => stream, { clientId: "bench", reconnectPeriod: 0, keepalive: 0 });
  const connected = new Promise((resolve) => client.once("connect", resolve));
  stream.push(connack);
  await connected;
  tellTime(0, count, Date.now());
  let received = 0;
  const all = new Promise<void>((resolve) => {
    client.on("message", (topic, payload) => {
      receive(topic, payload);
      if (++received === count) resolve();
    });
  });
  const before = process.cpuUsage();
  for (let at = 0; at < bytes.length; at += chunk) stream.push(bytes.subarray(at, at + chunk));
  await all;
  const { user, system } = process.cpuUsage(before);
  client.end(true);
  return (user + system) / count;
}
