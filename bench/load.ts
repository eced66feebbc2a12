import { allTerminals } from "../lib/domain/electrical/terminals";
import { numbersFrom } from "../lib/domain/random";
import type { NetworkType, Rotation } from "../lib/domain/topology";
import { usualSettings } from "../lib/domain/topology";
import { decide } from "../lib/load-management/decide";
import type { Demand, LoadCharger, LoadInput } from "../lib/load-management/types";
import { machine } from "./machine";
import { percentile } from "./percentile";

const sizes = [10, 100, 1_000, 10_000];
const perCircuit = 25;
const runs = 60;
const now = 1_000_000_000;

/** One installation in full use: circuits of 25 on 125 A, the main fuse at a third of their sum; two of three cars want. */
function installationOf(chargers: number, networkType: NetworkType): LoadInput {
  const random = numbersFrom(chargers);
  const circuits = Math.ceil(chargers / perCircuit);
  const mainFuseA = Math.ceil((circuits * 125) / 3);
  const rotations: readonly Rotation[] = ["RST", "STR", "TRS"];
  const charger = (n: number): LoadCharger => {
    const chance = random();
    const demand: Demand = chance < 0.4 ? "charging" : chance < 0.67 ? "asking" : "none";
    const terminals = allTerminals(networkType);
    return {
      deviceId: `ZPR${100_000 + n}`,
      circuitId: `c${Math.floor(n / perCircuit)}`,
      rotation: rotations[n % 3] ?? "RST",
      maxCurrentA: 32,
      minCurrentA: 6,
      reportedMaxA: random() < 0.5 ? 16 : 32,
      reportedMinA: 6,
      maxPhases: 3,
      offlineTerminals: terminals,
      offlineCurrentA: 6,
      standAlone: false,
      reachable: random() < 0.99,
      demand,
      since: n,
      allocation: demand === "charging" ? { currentA: 6 + Math.floor(random() * 10), terminals } : null,
      askedSince: demand === "asking",
      proven: true,
      pending: [],
      attempts: 0,
      holdUntil: 0,
      quietUntil: 0,
      carPhases: random() < 0.25 ? 1 : null,
      priority: 2,
      measured: null,
      allocatedAt: now - 60_000,
      measuredDemandA: random() < 0.1 ? 10 : null,
      switches: { count: 0, at: 0, terminals: null },
      timeSlice: { servedAh: random() * 50, since: demand === "charging" ? now - random() * 1_800_000 : null },
    };
  };
  return {
    now,
    installation: {
      id: "park",
      name: "Park",
      networkType,
      mainFuseA,
      availableA: [mainFuseA, mainFuseA, mainFuseA],
      imbalanceLimitA: networkType === "TN3" ? 20 : null,
      switchCurrentA: 15,
      timeZone: "UTC",
      authorisation: { kind: "any" },
      ...usualSettings,
    },
    availableA: [mainFuseA, mainFuseA, mainFuseA],
    circuits: Array.from({ length: circuits }, (_, i) => ({
      id: `c${i}`,
      installationId: "park",
      name: `C${i}`,
      fuseA: 125,
    })),
    chargers: Array.from({ length: chargers }, (_, n) => charger(n)),
  };
}

/** One decision for 10, 100, 1,000 and 10,000 chargers of one installation: the fastest, the median, and that of which one in 20 is slower, in ms. */
export async function main(): Promise<void> {
  console.log(machine());
  for (const networkType of ["TN3", "IT3"] as const) {
    for (const size of sizes) {
      const input = installationOf(size, networkType);
      for (let i = 0; i < runs / 2; i += 1) decide(input);
      const times: number[] = [];
      const cpu: number[] = [];
      let waiting = 0;
      for (let i = 0; i < runs; i += 1) {
        const begun = performance.now();
        const used = process.cpuUsage();
        const { grants } = decide(input);
        const { user, system } = process.cpuUsage(used);
        times.push(performance.now() - begun);
        cpu.push((user + system) / 1_000);
        waiting = [...grants.values()].filter(({ currentA }) => currentA === 0).length;
      }
      const each = (percentile(times, 0) * 1_000) / size;
      const ms = (figures: number[], share: number) => percentile(figures, share).toFixed(2);
      console.log(
        `${networkType} ${size} chargers (${waiting} wait): fastest ${ms(times, 0)} ms, ${each.toFixed(2)} µs a charger; ` +
          `median ${ms(times, 0.5)} ms, CPU ${ms(cpu, 0.5)} ms; p95 ${ms(times, 0.95)} ms`,
      );
    }
  }
}
