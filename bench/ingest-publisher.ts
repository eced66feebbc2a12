import { once } from "node:events";
import { connect } from "node:tls";
import { connectPacket } from "./packets";
import { deviceId } from "./payloads";
import { publishesOf } from "./publishes";

// A process of its own that writes ready-made MQTT packets: it must cost far less than what is measured.
const [port, ca, password, chargers, size, qos] = JSON.parse(process.argv[2] ?? "[]");
const most = size === 1 ? 20_000 : 5_000;
const ahead = size === 1 ? 10_000 : 4_000;
const burst = 500;

const socket = connect({ port, host: "localhost", ca });
await once(socket, "secureConnect");
socket.write(connectPacket(deviceId(0), "publisher", password));
await once(socket, "data");
// Acknowledgements are read and thrown away: the broker would wait.
socket.resume();

const publishes = publishesOf(most, chargers, size, qos === 1);

let received = 0;
let sent = 0;
let next = 0;
let toldAt = 0;
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

process.on("message", (count: number) => {
  received = count;
  wake();
});

for (;;) {
  if (sent - received >= ahead) {
    if (!(await progress())) sent = received; // the broker dropped some: begin counting anew
    continue;
  }
  const last = Math.min(next + burst, most);
  // No charger says two things at the same instant.
  toldAt = Math.max(Date.now(), toldAt + 1);
  publishes.tellTime(next, last, toldAt);
  const from = next === 0 ? 0 : publishes.endOf(next - 1);
  const drained = socket.write(Buffer.from(publishes.bytes.subarray(from, publishes.endOf(last - 1))));
  sent += last - next;
  next = last % most;
  if (!drained) await once(socket, "drain");
}
