import { between, integer, type Random, randomFrom, uniform } from "../../domain/random";
import { type Car, someCar } from "./car";
import { isIt } from "./grid";
import type { Habit } from "./spec";
import type { ChargerState } from "./state";
import type { Input } from "./turn";

/** The people of one charger: who comes and goes, over the hours of the physical day. */
export interface Driver {
  habit: Habit;
  random: Random;
  /** Physical time of the next coming or going, ms; null: not thought of yet. */
  nextAt: number | null;
  /** Whether a car stood there when `nextAt` was chosen. */
  parked: boolean;
}

const hourMs = 3_600_000;

/** Arrivals per free place and hour, by hour of the day (UTC); rush hours at the highest. */
const arrivals: Record<Exclude<Habit, "nobody">, (hour: number) => number> = {
  home: (hour) => (hour >= 14 && hour < 20 ? 0.35 : hour >= 8 ? 0.06 : 0.01),
  carPark: (hour) => (hour >= 6 && hour < 18 ? 1.1 : 0.15),
  depot: (hour) => (hour >= 15 && hour < 18 ? 0.8 : hour >= 10 && hour < 14 ? 0.2 : 0.03),
};
const busiest = 1.1;

const stayHours: Record<Exclude<Habit, "nobody">, readonly [number, number]> = {
  home: [2, 12],
  carPark: [0.3, 4],
  depot: [1.5, 12],
};

export function newDriver(habit: Habit, seed: string): Driver {
  return { habit, random: randomFrom(`driver/${seed}`), nextAt: null, parked: false };
}

function nextArrival(driver: Driver, habit: Exclude<Habit, "nobody">, from: number): number {
  let at = from;
  // Thinning: draw at the busiest rate, keep each with the share that its hour has of it.
  for (;;) {
    at += (-Math.log(1 - uniform(driver.random)) / busiest) * hourMs;
    if (uniform(driver.random) * busiest < arrivals[habit](new Date(at).getUTCHours())) return at;
  }
}

/** What the people do now, if anything. `physicalNow`: the simulated day's clock, ms. */
export function drive(driver: Driver, s: ChargerState, physicalNow: number): Input | null {
  const { habit, random } = driver;
  if (habit === "nobody" || s.down) return null;
  const parked = s.car !== null;
  if (driver.nextAt === null || driver.parked !== parked) {
    const [low, high] = stayHours[habit];
    driver.nextAt = parked
      ? physicalNow + between(random, low, high) * hourMs
      : nextArrival(driver, habit, physicalNow);
    driver.parked = parked;
    return null;
  }
  if (physicalNow < driver.nextAt) return null;
  if (parked) return { kind: "unplug" };
  const { tags } = s.spec;
  const car: Car = someCar(random, isIt(s.spec.networkType));
  return { kind: "plugIn", car, tag: tags[integer(random, Math.max(1, tags.length))] ?? null };
}
