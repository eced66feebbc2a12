import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Topology, usualPriority, usualSettings } from "../lib/domain/topology";
import { apply } from "../lib/fleet/apply";
import { takeChange } from "../lib/fleet/state/change";
import { createFleet, type Fleet } from "../lib/fleet/state/fleet";
import { installationView } from "../lib/fleet/views/installation-view";
import { protocols } from "../lib/protocol/registry";
import { decode } from "../lib/protocol/zaptec/decode";
import { payload, serial, startUpPayload, startUpSize, topicOf } from "./fleet-payloads";
import { machine } from "./machine";

const chargers = 100_000;
const perInstallation = 1_000;
const seconds = 10;
const rounds = 3;
const idleTicks = 1_000_000;

function topology(): Topology {
  const park = (i: number) => `park-${i}`;
  const parks = Array.from({ length: chargers / perInstallation }, (_, i) => i);
  return {
    installations: parks.map((i) => ({
      id: park(i),
      name: park(i),
      networkType: "TN3",
      mainFuseA: 400,
      availableA: [400, 400, 400],
      imbalanceLimitA: 20,
      switchCurrentA: 15,
      timeZone: "Europe/Berlin",
      authorisation: { kind: "any" },
      ...usualSettings,
    })),
    circuits: parks.map((i) => ({ id: `${park(i)}-a`, installationId: park(i), name: "A", fuseA: 400 })),
    chargers: Array.from({ length: chargers }, (_, n) => ({
      deviceId: serial(n),
      circuitId: `${park(Math.floor(n / perInstallation))}-a`,
      name: `P${n}`,
      rotation: "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: usualPriority,
      enrolled: true,
    })),
  };
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapBytes(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function receive(fleet: Fleet, topic: string, bytes: Buffer, at: number): void {
  const arrival = {
    message: decode(topic, bytes, at),
    receivedAt: at,
    backlog: false,
    timed: true,
    retained: false,
    dup: false,
  };
  apply(fleet, { kind: "arrival", arrival }, at);
}

const perCharger = (bytes: number) => `${(bytes / chargers / 1024).toFixed(2)} KiB per charger`;
const cpuMs = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

/** The bytes of one second: `chargers / seconds` chargers speak once; 20 parts of 50 ms as they would come. */
function second(turn: number, which: number, at: number): { topic: string; bytes: Buffer }[] {
  const each = chargers / seconds;
  return Array.from({ length: each }, (_, i) => {
    const n = i * seconds + which;
    return { topic: topicOf(n), bytes: payload(n, turn, at) };
  });
}

/**
 * 100,000 chargers in one process, without a broker: what one weighs after its start-up bundle, and after it has a session and
 * a history; and the CPU of one message each in 10 s (10,000 a second) through decode, apply, ticks, takeChange every 50 ms, and
 * one installation of 1,000 drawn with each change.
 */
export async function main(): Promise<void> {
  console.log(machine());
  let at = Date.now();
  const before = heapBytes();
  const fleet = createFleet({ startedAt: at, dialectOf: protocols.of });
  apply(fleet, { kind: "topology", topology: topology() }, at);
  takeChange(fleet);
  const entered = heapBytes() - before;
  console.log(`entered: ${perCharger(entered)} with its place in the topology`);

  apply(fleet, { kind: "broker", up: true, reason: null }, at);
  const bundle = startUpPayload(at - 1_000);
  const startedUp = process.cpuUsage();
  for (let n = 0; n < chargers; n += 1) receive(fleet, topicOf(n), bundle, at);
  const bundleMs = cpuMs(startedUp);
  takeChange(fleet);
  console.log(`start-up: ${perCharger(heapBytes() - before)} with ${startUpSize} observations`);
  console.log(`start-up: ${((bundleMs * 1_000) / chargers).toFixed(1)} µs of CPU per bundle`);

  for (let round = 0; round < rounds; round += 1) {
    let busyMs = 0;
    for (let which = 0; which < seconds; which += 1) {
      at += 1_000;
      const messages = second(round, which, at - 50);
      const begun = process.cpuUsage();
      for (let part = 0; part < 20; part += 1) {
        const size = messages.length / 20;
        for (const { topic, bytes } of messages.slice(part * size, (part + 1) * size)) receive(fleet, topic, bytes, at);
        if (part === 0) apply(fleet, { kind: "tick" }, at);
        const change = takeChange(fleet);
        if (change.installations.has("park-0")) installationView(fleet, "park-0", at);
      }
      busyMs += cpuMs(begun);
    }
    const share = (busyMs / (seconds * 1_000)) * 100;
    const perMessage = (busyMs * 1_000) / chargers;
    console.log(
      `round ${round + 1}: 10,000 messages/s take ${share.toFixed(1)} % of a core, ${perMessage.toFixed(2)} µs a message`,
    );
  }
  console.log(`charging: ${perCharger(heapBytes() - before)} with the last hour begun`);

  const blind = process.cpuUsage();
  apply(fleet, { kind: "broker", up: false, reason: "connectionLost" }, at);
  apply(fleet, { kind: "broker", up: true, reason: null }, at);
  takeChange(fleet);
  console.log(`broker lost and back: ${cpuMs(blind).toFixed(0)} ms of CPU`);
  const idle = process.cpuUsage();
  for (let i = 0; i < idleTicks; i += 1) apply(fleet, { kind: "tick" }, at);
  console.log(`a tick with nothing due: ${((cpuMs(idle) * 1_000) / idleTicks).toFixed(2)} µs of CPU`);
}
