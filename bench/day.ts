import { decide } from "../lib/load-management/decide";
import { type Car, Day, stepMs } from "../lib/load-management/test-day";
import type { LoadDecision, LoadInput } from "../lib/load-management/types";
import { boundW, boundWh } from "./day-bound";
import { carPark, carParkCircuits, carsOf } from "./day-cars";
import { equalShare } from "./equal-share";
import { machine } from "./machine";

const seeds = [1, 2, 3];
const scenes = ["house", "ordinary", "office"] as const;
const sampleMs = 10 * 60_000;
const dayMs = 24 * 3_600_000;

interface Figures {
  kwh: number;
  /** Of the most that those who wanted could have drawn together, at each sample. */
  used: number;
  /** Of the energy that each car needed, how much it got: Jain's index over cars, and the least. */
  fairness: number;
  least: number;
  waitedMin: number;
  waitedMostMin: number;
  /** Between the largest and the smallest line, in A. */
  imbalanceA: number;
  imbalanceMostA: number;
  /** The most that any line carried of its limit, 0 to 1. */
  worst: number;
  switches: number;
}

async function live(cars: readonly Car[], policy: (input: LoadInput) => LoadDecision): Promise<Figures> {
  const day = new Day(carPark, carParkCircuits, cars, policy);
  let worst = 0;
  let steps = 0;
  let imbalance = 0;
  let imbalanceMost = 0;
  let nowW = 0;
  let nowMostW = 0;
  const switches = new Map<string, number>();
  while (day.now < dayMs) {
    day.step();
    const lines = day.lines(null);
    if (day.now % sampleMs === 0) {
      const wanting = day.places
        .filter(({ mode }) => mode === "requesting" || mode === "charging")
        .map(({ car }) => car);
      if (wanting.length > 0) {
        nowW += 230 * lines.reduce((sum, amps) => sum + amps, 0);
        nowMostW += await boundW(carPark, carParkCircuits, wanting);
      }
    }
    for (const amps of lines) worst = Math.max(worst, amps / carPark.mainFuseA);
    for (const { id, fuseA } of carParkCircuits)
      for (const amps of day.lines(id)) worst = Math.max(worst, amps / fuseA);
    if (Math.max(...lines) < 1) continue;
    const uneven = Math.max(...lines) - Math.min(...lines);
    steps += 1;
    imbalance += uneven;
    imbalanceMost = Math.max(imbalanceMost, uneven);
    for (const { deviceId, session } of day.places) {
      switches.set(deviceId, Math.max(switches.get(deviceId) ?? 0, session.switches.count));
    }
  }
  const got = day.places.map(({ energyWh, car }) => Math.min(1, energyWh / Math.min(car.needWh, mostWh(car))));
  const sum = got.reduce((a, b) => a + b, 0);
  const squares = got.reduce((a, b) => a + b * b, 0);
  const waits = day.places.map(({ waitedMs }) => waitedMs / 60_000);
  return {
    kwh: day.places.reduce((all, { energyWh }) => all + energyWh, 0) / 1_000,
    used: nowW / nowMostW,
    fairness: (sum * sum) / (got.length * squares),
    least: Math.min(...got),
    waitedMin: waits.reduce((a, b) => a + b, 0) / waits.length,
    waitedMostMin: Math.max(...waits),
    imbalanceA: imbalance / steps,
    imbalanceMostA: imbalanceMost,
    worst,
    switches: [...switches.values()].reduce((a, b) => a + b, 0),
  };
}

/** What a car could take in its time if it were alone. */
function mostWh({ leavesAt, comesAt, maxA, phases }: Car): number {
  return ((leavesAt - comesAt) / 3_600_000) * maxA * phases * 230;
}

function tell(name: string, figures: Figures, bound: number): void {
  const { kwh, used, fairness, least, waitedMin, waitedMostMin, imbalanceA, imbalanceMostA, worst, switches } = figures;
  console.log(
    `  ${name}: ${kwh.toFixed(0)} kWh, ${((kwh / bound) * 100).toFixed(1)} % of the bound, ${(used * 100).toFixed(1)} % of what was possible at each moment; ` +
      `fairness ${fairness.toFixed(3)}, least served ${(least * 100).toFixed(0)} %; ` +
      `waiting ${waitedMin.toFixed(0)} min, longest ${waitedMostMin.toFixed(0)}; ` +
      `imbalance ${imbalanceA.toFixed(1)} A, largest ${imbalanceMostA.toFixed(0)}; ` +
      `most loaded line ${(worst * 100).toFixed(0)} %; ${switches} changes of phases`,
  );
}

/**
 * A simulated day of 60 cars on 125 A, in steps of 2 s: the load management beside a plain equal share of the same cars, and
 * the upper bound of a linear program that knows who comes, goes and needs what; and, every 10 minutes, the most that those who want then
 * could draw together, whatever comes.
 */
export async function main(): Promise<void> {
  console.log(`${machine()}; steps of ${stepMs / 1_000} s`);
  for (const [scene, seed] of scenes.flatMap((each) => seeds.map((of) => [each, of] as const))) {
    const cars = carsOf(scene, seed);
    const bound = (await boundWh(carPark, carParkCircuits, cars)) / 1_000;
    const need = cars.reduce((all, { needWh }) => all + needWh, 0) / 1_000;
    console.log(`${scene}, seed ${seed}: 60 cars need ${need.toFixed(0)} kWh, the bound is ${bound.toFixed(0)} kWh`);
    tell("managed", await live(cars, decide), bound);
    tell("equal share", await live(cars, equalShare), bound);
  }
}
