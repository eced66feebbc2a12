import { once } from "node:events";
import { connect } from "node:tls";
import { connectPacket, publishPacket } from "./packets";
import { deviceId, samples, secondsLength } from "./payloads";

// A process of its own that writes ready-made MQTT packets: it must cost far less than what is measured.
const [port, ca, password, chargers, size, qos] = JSON.parse(process.argv[2] ?? "[]");
const most = size === 1 ? 20_000 : 5_000;
const ahead = size === 1 ? 20_000 : 4_000;
const burst = 500;

const socket = connect({ port, host: "localhost", ca });
await once(socket, "secureConnect");
socket.write(connectPacket(deviceId(0), "publisher", password));
await once(socket, "data");
// Acknowledgements are read and thrown away: the broker would wait.
socket.resume();

const startedAt = Date.now() - 600_000;
const places: number[] = [];
const ends: number[] = [];
let length = 0;
const packets = samples(most, chargers, size, startedAt).map(({ topic, payload, instants }, index) => {
  const packet = publishPacket(topic, payload, qos === 1 ? index + 1 : null);
  for (const at of instants) places.push(length + packet.length - payload.length + at);
  length += packet.length;
  ends.push(length);
  return packet;
});
const all = Buffer.concat(packets);

let received = 0;
let sent = 0;
let laps = 0;
let next = 0;
let wake: () => void = () => undefined;

/** Waits for the subscriber, without taking the processor from it. False: it has not told anything for a second. */
function progress(): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 1000, false);
    wake = () => {
      clearTimeout(late);
      resolve(true);
    };
  });
}

/** The next lap is a second later, by the chargers' own clocks. */
function moveOn(): void {
  laps++;
  const second = Buffer.from(new Date(startedAt + laps * 1000).toISOString().slice(0, secondsLength));
  for (const place of places) second.copy(all, place);
}

process.on("message", (count: number) => {
  received = count;
  wake();
});

for (;;) {
  if (sent - received >= ahead) {
    if (!(await progress())) sent = received; // the broker dropped some: begin counting anew
    continue;
  }
  const from = next === 0 ? 0 : (ends[next - 1] ?? 0);
  const last = Math.min(next + burst, most);
  const drained = socket.write(Buffer.from(all.subarray(from, ends[last - 1])));
  sent += last - next;
  next = last % most;
  if (next === 0) moveOn();
  if (!drained) await once(socket, "drain");
}
