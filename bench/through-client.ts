import { Duplex } from "node:stream";
import { MqttClient } from "mqtt";
import { publishPacket } from "./packets";
import { samples, secondsLength } from "./payloads";

export type Receive = (topic: string, payload: Buffer) => void;

/** Publish packets in one piece of memory, whose times can be moved on. */
export interface Lap {
  count: number;
  bytes: Buffer;
  /** The next lap is a second later, by the chargers' own clocks. */
  moveOn(): void;
}

export function lapOf(count: number, chargers: number, size: number): Lap {
  const startedAt = Date.now() - 600_000;
  const places: number[] = [];
  let length = 0;
  let laps = 0;
  const packets = samples(count, chargers, size, startedAt).map(({ topic, payload, instants }) => {
    const packet = publishPacket(topic, payload);
    for (const at of instants) places.push(length + packet.length - payload.length + at);
    length += packet.length;
    return packet;
  });
  const bytes = Buffer.concat(packets);
  const moveOn = () => {
    laps++;
    const second = Buffer.from(new Date(startedAt + laps * 1000).toISOString().slice(0, secondsLength));
    for (const place of places) second.copy(bytes, place);
  };
  return { count, bytes, moveOn };
}

const chunk = 65_536;
const connack = Buffer.from([0x20, 2, 0, 0]);

/** CPU microseconds for one message of a lap that comes through the MQTT client from memory: no broker, no TLS, no other process. */
export async function cpuUsThroughClient(lap: Lap, receive: Receive): Promise<number> {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const client = new MqttClient(() => stream, { clientId: "bench", reconnectPeriod: 0, keepalive: 0 });
  const connected = new Promise((resolve) => client.once("connect", resolve));
  stream.push(connack);
  await connected;
  lap.moveOn();
  let received = 0;
  const all = new Promise<void>((resolve) => {
    client.on("message", (topic, payload) => {
      receive(topic, payload);
      if (++received === lap.count) resolve();
    });
  });
  const before = process.cpuUsage();
  for (let at = 0; at < lap.bytes.length; at += chunk) stream.push(lap.bytes.subarray(at, at + chunk));
  await all;
  const { user, system } = process.cpuUsage(before);
  client.end(true);
  return (user + system) / lap.count;
}
