import { once } from "node:events";
import { connect } from "node:tls";
import { connectPacket } from "./packets";
import { publishesOf } from "./publishes";

// A process of its own that tells observations at a steady rate: half of them alone, half in collections of ten, all to be acknowledged.
const [port, ca, password, chargers, perSecond] = JSON.parse(process.argv[2] ?? "[]");
const tickMs = 10;
/** From nothing to the full rate, s. */
const rampS = 30;
const acknowledgementBytes = 4;

interface Source {
  observations(): number;
  isAcknowledged(): boolean;
  /** Tells what is due of so many seconds at the full rate. */
  tick(fullS: number): void;
}

/** @param parity of the millisecond in which it tells: no other source tells the same observation then */
async function openSource(size: number, rate: number, parity: number): Promise<Source> {
  const count = size === 1 ? 60_000 : 20_000;
  const publishes = publishesOf(count, chargers, size, true);
  const socket = connect({ port, host: "localhost", ca });
  await once(socket, "secureConnect");
  socket.write(connectPacket(`bench-hour-${size}`, "publisher", password));
  await once(socket, "data");
  let acknowledged = 0;
  socket.on("data", (bytes: Buffer) => {
    acknowledged += bytes.length / acknowledgementBytes;
  });
  let sent = 0;
  let next = 0;
  let toldAt = 0;
  const write = (last: number) => {
    toldAt = Math.max(Math.floor(Date.now() / 2) * 2, toldAt + 2);
    publishes.tellTime(next, last, toldAt + parity);
    const from = next === 0 ? 0 : publishes.endOf(next - 1);
    socket.write(Buffer.from(publishes.bytes.subarray(from, publishes.endOf(last - 1))));
    sent += last - next;
    next = last % count;
  };
  return {
    observations: () => sent * size,
    isAcknowledged: () => acknowledged === sent,
    tick(fullS) {
      const due = Math.floor(fullS * rate);
      // A charger tells once in a piece at most.
      while (sent < due) write(Math.min(next + Math.min(due - sent, chargers), count));
    },
  };
}

const sources = [await openSource(1, perSecond / 2, 0), await openSource(10, perSecond / 20, 1)];
const startedAt = performance.now();
const ticking = setInterval(() => {
  const elapsedS = (performance.now() - startedAt) / 1_000;
  // Not all begin at the same instant.
  const fullS = elapsedS < rampS ? elapsedS ** 2 / (2 * rampS) : elapsedS - rampS / 2;
  for (const source of sources) source.tick(fullS);
}, tickMs);
process.on("message", (message) => {
  if (message === "stop") clearInterval(ticking);
  process.send?.({
    observations: sources.reduce((sum, source) => sum + source.observations(), 0),
    isAcknowledged: sources.every((source) => source.isAcknowledged()),
  });
});
process.once("disconnect", () => process.exit(0));
process.send?.({ observations: 0, isAcknowledged: true });
