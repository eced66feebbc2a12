import { decode } from "../lib/wire/decode";
import { bareReceive } from "./bare";
import { machine } from "./machine";
import { type Sample, samples } from "./payloads";

const rounds = 7;

function nsPerMessage(
  all: readonly Sample[],
  repeat: number,
  receive: (topic: string, payload: Buffer) => void,
): number {
  const begun = process.hrtime.bigint();
  for (let n = 0; n < repeat; n++) for (const { topic, payload } of all) receive(topic, payload);
  return Number(process.hrtime.bigint() - begun) / (repeat * all.length);
}

/** Decoding alone, without a broker: ns per message of `decode` and of the bare reader, alternating; medians and their ratio. */
export async function main(): Promise<void> {
  console.log(machine());
  for (const size of [1, 10]) {
    const all = samples(10_000, 1000, size);
    const own: number[] = [];
    const bare: number[] = [];
    const now = Date.now();
    const repeat = size === 1 ? 20 : 4;
    for (let round = 0; round < rounds; round++) {
      bare.push(nsPerMessage(all, repeat, bareReceive));
      own.push(nsPerMessage(all, repeat, (topic, payload) => decode(topic, payload, now)));
    }
    const median = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    const [a, b] = [median(own), median(bare)];
    console.log(
      `${size} per message: decode ${a.toFixed(0)} ns, bare ${b.toFixed(0)} ns, rate ${(b / a).toFixed(2)} of it`,
    );
  }
}
