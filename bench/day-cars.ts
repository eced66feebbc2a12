import { numbersFrom } from "../lib/domain/random";
import { type Circuit, type Installation, type Rotation, usualSettings } from "../lib/domain/topology";
import type { Car } from "../lib/load-management/test-day";

const hourMs = 3_600_000;
const perCircuit = 15;

/** A car park of 60 chargers on 125 A, in four circuits of 63 A. */
export const carPark: Installation = {
  id: "park",
  name: "Park",
  networkType: "TN3",
  mainFuseA: 125,
  availableA: [125, 125, 125],
  imbalanceLimitA: 20,
  switchCurrentA: 15,
  timeZone: "UTC",
  authorisation: { kind: "any" },
  ...usualSettings,
};

export const carParkCircuits: readonly Circuit[] = [0, 1, 2, 3].map((i) => ({
  id: `c${i}`,
  installationId: "park",
  name: `C${i}`,
  fuseA: 63,
}));

const kinds = [
  { upTo: 0.45, phases: 3, maxA: 16 },
  { upTo: 0.55, phases: 3, maxA: 32 },
  { upTo: 0.65, phases: 3, maxA: 10 },
  { upTo: 0.8, phases: 2, maxA: 16 },
  { upTo: 0.92, phases: 1, maxA: 32 },
  { upTo: 1, phases: 1, maxA: 16 },
] as const;

/** From noon to noon: they come home between 15 and 23 o'clock, and leave between 6 and 9. */
const home = (between: Between) => ({ comesAt: between(3, 11), leavesAt: between(18, 21) });

/** When cars come and go, in hours from the beginning of the simulated day. */
const scenes = {
  house: home,
  ordinary: home,
  /** From midnight: they come to work between 6.30 and 9.30, and stay for 6 to 9 hours. */
  office: (between: Between) => {
    const comesAt = between(6.5, 9.5);
    return { comesAt, leavesAt: comesAt + between(6, 9) };
  },
} as const;
type Between = (least: number, most: number) => number;
export type Scene = keyof typeof scenes;

/** What each car needs, from and to, in kWh. The first and the last are more than the connection can give. */
const needs: Record<Scene, readonly [number, number]> = { house: [8, 40], ordinary: [4, 24], office: [8, 40] };

/** 60 cars, each at a charger of its own. */
export function carsOf(scene: Scene, seed: number): Car[] {
  const random = numbersFrom(seed);
  const between: Between = (least, most) => least + random() * (most - least);
  return Array.from({ length: 60 }, (_, n) => {
    const chance = random();
    const kind = kinds.find(({ upTo }) => chance < upTo) ?? kinds[0];
    const { comesAt, leavesAt } = scenes[scene](between);
    const rotation: Rotation = (["RST", "STR", "TRS"] as const)[n % 3] ?? "RST";
    return {
      circuitId: `c${Math.floor(n / perCircuit)}`,
      rotation,
      comesAt: Math.round(comesAt * hourMs),
      leavesAt: Math.round(leavesAt * hourMs),
      needWh: between(...needs[scene]) * 1_000,
      maxA: kind.maxA,
      phases: kind.phases,
      priority: 2,
    };
  });
}
