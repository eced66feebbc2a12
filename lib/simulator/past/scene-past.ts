import type { Car } from "../charger/car";
import { flowOf } from "../charger/grid";
import type { ChargerSpec } from "../charger/spec";
import { newCharger } from "../charger/state";

/** How the session came about that a charger finds itself in when the simulator starts. */
export interface ScenePast {
  /** The session's id, as the simulator will tell it. */
  sessionId: string;
  plugAt: number;
  car: Car;
  tag: string | null;
  currentA: number;
  phaseId: number;
  /** When it is paused for good, ms; null: it is not. */
  stopAt: number | null;
}

const hourMs = 3_600_000;
/** What reaches the battery, and what a car takes of what it is offered: a little more than they do, so that it is full in time. */
const batteryShare = 0.91;
const drawnShare = 0.985;
const inTime = 0.9;
const usualA = 16;

/** Every phase that the grid has. */
export const allPhases = ({ networkType }: ChargerSpec): number => ({ TN3: 4, TN1: 1, IT3: 9, IT1: 8 })[networkType];

function kwPerA(spec: ChargerSpec, phaseId: number, phases: 1 | 3): number {
  const { meters } = flowOf(spec.networkType, phaseId, phases, 3);
  return (meters.reduce((sum, share) => sum + share, 0) * 228) / 1_000;
}

/** Null: no car stands there, or it has just come. `seed`, `startsAt`: of the simulator that goes on from there. */
export function scenePast(spec: ChargerSpec, startsAt: number, seed: number): ScenePast | null {
  const { scene } = spec;
  const { session } = newCharger(spec, startsAt, { seed });
  if (session === null || scene.kind === "empty" || scene.kind === "requesting") return null;
  const { car, energyKwh } = scene;
  const phaseId = scene.kind === "charging" ? scene.phaseId : allPhases(spec);
  const perA = kwPerA(spec, phaseId, car.phases);
  const hours = (startsAt - session.startedAt) / hourMs;
  const neededA = Math.ceil(energyKwh / (hours * inTime * perA));
  const currentA = scene.kind === "charging" ? scene.currentA : Math.max(usualA, neededA);
  const soc = Math.max(0, car.soc - (energyKwh * batteryShare) / car.batteryKwh);
  const drawnKw = perA * currentA * drawnShare;
  return {
    sessionId: session.id,
    plugAt: session.startedAt,
    // Where the battery's last bit would take too long, it is not a thing of the past.
    car: { ...car, soc, maxA: Math.max(car.maxA, currentA) },
    tag: session.tag,
    currentA,
    phaseId,
    stopAt: scene.kind === "paused" ? session.startedAt + (energyKwh / drawnKw) * hourMs : null,
  };
}
