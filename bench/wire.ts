import { apply } from "../lib/fleet/apply";
import { takeChange } from "../lib/fleet/change";
import { decode } from "../lib/wire/decode";
import { bareReceive } from "./bare";
import { fleetOf } from "./fleet-of";
import { machine } from "./machine";
import { type Sample, samples, secondsLength } from "./payloads";

const rounds = 9;
const chargers = 1000;
const fleet = fleetOf(chargers);
let lap = 0;

/** CPU microseconds for one message; each lap over the samples is a second later by the chargers' own clocks. */
function cpuUs(all: readonly Sample[], laps: number, receive: (topic: string, payload: Buffer) => void): number {
  let spent = 0;
  for (let n = 0; n < laps; n++) {
    const second = Buffer.from(new Date(Date.now() - 600_000 + ++lap * 1000).toISOString().slice(0, secondsLength));
    for (const { payload, instants } of all) for (const at of instants) second.copy(payload, at);
    const before = process.cpuUsage();
    for (const { topic, payload } of all) receive(topic, payload);
    const { user, system } = process.cpuUsage(before);
    spent += user + system;
  }
  return spent / (laps * all.length);
}

const now = Date.now();
const decodeOnly = (topic: string, payload: Buffer) => {
  decode(topic, payload, now);
};
const decodeAndApply = (topic: string, payload: Buffer) => {
  const arrival = { message: decode(topic, payload, now), receivedAt: now, backlog: false, retained: false };
  apply(fleet, { kind: "arrival", arrival }, now);
};

/** Without a broker: CPU per message of the bare reader, of `decode`, and of decoding and applying; medians of alternating rounds. */
export async function main(): Promise<void> {
  console.log(machine());
  apply(fleet, { kind: "broker", up: true, reason: null }, now);
  for (const size of [1, 10]) {
    const all = samples(10_000, chargers, size);
    const figures: number[][] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      for (const [n, receive] of [bareReceive, decodeOnly, decodeAndApply].entries()) {
        figures[n]?.push(cpuUs(all, size === 1 ? 5 : 2, receive));
        takeChange(fleet);
      }
    }
    const [bare = 0, decoded = 0, applied = 0] = figures.map((all) => all.sort((a, b) => a - b)[rounds >> 1]);
    console.log(`${size} per message: bare ${bare.toFixed(2)} us, decode ${decoded.toFixed(2)} us, `);
    console.log(`  decode and apply ${applied.toFixed(2)} us: ${(bare / applied).toFixed(2)} of the bare rate`);
  }
}
