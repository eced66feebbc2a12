import { isIt } from "../domain/electrical/phase";
import type { Terminals } from "../domain/electrical/terminals";
import { numbersFrom } from "../domain/random";
import { type Circuit, type NetworkType, type Rotation, rotations } from "../domain/topology";
import { charger, installation } from "./test-input";
import type { Allocation, LoadCharger, LoadInput } from "./types";

const now = 100_000_000;

/** How many worlds a law is tried in: so many, or the part of them that `LAW_SHARE` says, where each change of the code is tried. */
export const worldsOf = (many: number): number => Math.ceil(many * Number(process.env.LAW_SHARE ?? 1));

/** A small installation in any state that chargers may be in: charging, asking, cut off, late, obstinate. */
export function randomInput(seed: number): LoadInput {
  const random = numbersFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const chance = (share: number) => random() < share;
  const networkType = pick<NetworkType>(["TN3", "TN3", "TN3", "IT3", "IT3", "TN1", "IT1"]);
  const it = isIt(networkType);
  const mainFuseA = pick([16, 25, 40, 63, 100]);
  const available = () => Math.round(mainFuseA * (0.5 + random()));
  const park = installation({
    networkType,
    mainFuseA,
    imbalanceLimitA: chance(0.4) ? pick([10, 20]) : null,
    switchCurrentA: pick([6, 10, 15, 32]),
  });
  const circuits: Circuit[] = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, i) => {
    return { id: `c${i}`, installationId: "park", name: `C${i}`, fuseA: pick([10, 16, 20, 32, 63]) };
  });
  const fits = rotations.filter((rotation) => rotation.length === 3 || (rotation.length === 5) === it);
  const ids: readonly Terminals[] = it ? ["1-2", "2-3", "1-3", "1-2-3"] : ["1-N", "2-N", "3-N", "1-2-3-N"];
  const allocation = (): Allocation => ({ currentA: 6 + Math.floor(random() * 14), terminals: pick(ids) });
  const one = (n: number): LoadCharger => {
    const demand = pick([
      "charging",
      "charging",
      "charging",
      "asking",
      "asking",
      "none",
      "finished",
      "unknown",
    ] as const);
    const has = demand === "charging" || demand === "finished" ? allocation() : chance(0.3) ? allocation() : null;
    const amps = () => (chance(0.6) ? 0 : random() * 20);
    return charger(n, {
      circuitId: pick(circuits).id,
      rotation: pick<Rotation>(fits),
      reportedMaxA: pick([10, 16, 20, 32]),
      maxPhases: chance(0.2) ? 1 : 3,
      offlineTerminals: chance(0.8) ? pick(ids) : null,
      offlineCurrentA: chance(0.8) ? pick([0, 6, 10, 16]) : null,
      standAlone: chance(0.03),
      reachable: chance(0.85),
      demand,
      since: Math.floor(random() * 5),
      allocation: has,
      askedSince: chance(0.5),
      pending: chance(0.2) ? [{ to: allocation(), sentAt: now - Math.floor(random() * 30_000) }] : [],
      attempts: 1,
      holdUntil: chance(0.05) ? now + 5_000 : 0,
      quietUntil: chance(0.05) ? now + 5_000 : 0,
      carPhases: chance(0.6) ? null : pick([1, 2] as const),
      priority: pick([1, 2, 2, 3]),
      measured: demand === "charging" && chance(0.5) ? { terminalsA: [random() * 20, amps(), amps()], at: now } : null,
      allocatedAt: now - Math.floor(random() * 60_000),
      measuredDemandA: chance(0.2) ? 6 + Math.floor(random() * 10) : null,
      switches: {
        count: Math.floor(random() * 6),
        at: now - Math.floor(random() * 600_000),
        terminals: has?.terminals ?? null,
      },
      timeSlice: { servedAh: random() * 60, since: demand === "charging" ? now - random() * 2_000_000 : null },
    });
  };
  const chargers = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, n) => one(n));
  return { now, installation: park, availableA: [available(), available(), available()], circuits, chargers };
}
