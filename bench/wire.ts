import { apply } from "../lib/fleet/apply";
import { takeChange } from "../lib/fleet/state/change";
import { decode } from "../lib/protocol/zaptec/decode";
import { bareReceive } from "./bare";
import { fleetOf } from "./fleet-of";
import { machine } from "./machine";
import { publishesOf } from "./publishes";
import { cpuUsThroughClient, type Receive } from "./through-client";

const rounds = 40;
const chargers = 1000;
const fleet = fleetOf(chargers);

const receivers: Record<string, Receive> = {
  "no-op": () => undefined,
  bare: bareReceive,
  "decode alone": (topic, payload) => {
    decode(topic, payload, Date.now());
  },
  "decode and apply": (topic, payload) => {
    const receivedAt = Date.now();
    const message = decode(topic, payload, receivedAt);
    const arrival = { message, receivedAt, backlog: false, timed: true, retained: false, dup: false };
    apply(fleet, { kind: "arrival", arrival }, receivedAt);
  },
};

/**
 * CPU per message from the MQTT client to the fleet, in one process without broker and TLS, in turns. The least of many short
 * rounds hardly depends on what else runs on the machine.
 */
export async function main(): Promise<void> {
  console.log(machine());
  apply(fleet, { kind: "broker", up: true, reason: null }, Date.now());
  for (const size of [1, 10]) {
    const publishes = publishesOf(size === 1 ? 20_000 : 5_000, chargers, size, false);
    const least = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      for (const [name, receive] of Object.entries(receivers)) {
        const cost = await cpuUsThroughClient(publishes, receive);
        least.set(name, Math.min(cost, least.get(name) ?? cost));
        takeChange(fleet);
      }
    }
    console.log(size === 1 ? "\nsingle observations" : `\ncollections of ${size}`);
    for (const [name, cost] of least)
      console.log(`  ${name.padEnd(18)}${cost.toFixed(2).padStart(6)} us CPU a message`);
    const ratio = (least.get("bare") ?? 0) / (least.get("decode and apply") ?? 1);
    console.log(`  decode and apply at ${ratio.toFixed(2)} of the bare rate`);
  }
}
