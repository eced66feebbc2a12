import { between, pick, type Random, uniform } from "../../domain/random";

/** A car with its battery. `soc` and `targetSoc` are shares of the battery, 0..1. */
export interface Car {
  batteryKwh: number;
  soc: number;
  targetSoc: number;
  phases: 1 | 3;
  /** What its on-board charger takes per phase at most, A. */
  maxA: number;
  /** Where the taper begins. */
  kneeSoc: number;
}

/** Share of what the meter counts that reaches the battery. */
const efficiency = 0.91;

/** What the car would draw per phase, A: flat up to the knee, then falling to a sixth at full; 0 at its target. */
export function wantedA(car: Car): number {
  if (car.soc >= car.targetSoc) return 0;
  if (car.soc <= car.kneeSoc) return car.maxA;
  const share = (car.soc - car.kneeSoc) / (1 - car.kneeSoc);
  return car.maxA * (1 - share * (5 / 6));
}

/** The car after taking `energyKwh` from the meter. */
export function charge(car: Car, energyKwh: number): void {
  car.soc = Math.min(1, car.soc + (energyKwh * efficiency) / car.batteryKwh);
}

/** A car for defaults and tests: three phases, 16 A, 60 kWh, a quarter full. */
export function car(part: Partial<Car> = {}): Car {
  return { batteryKwh: 60, soc: 0.25, targetSoc: 1, phases: 3, maxA: 16, kneeSoc: 0.92, ...part };
}

/** A car as it might arrive. On IT grids most cars take one phase. */
export function someCar(random: Random, onIt: boolean): Car {
  const single = uniform(random) < (onIt ? 0.85 : 0.25);
  return {
    batteryKwh: pick(random, [39, 52, 58, 64, 77, 82, 100]),
    soc: between(random, 0.1, 0.7),
    targetSoc: pick(random, [0.8, 0.9, 1, 1]),
    phases: single ? 1 : 3,
    maxA: single ? pick(random, [16, 32]) : pick(random, [16, 16, 32]),
    kneeSoc: between(random, 0.86, 0.96),
  };
}
