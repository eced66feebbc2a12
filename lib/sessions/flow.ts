import { loadedA } from "../domain/electrical/car-phases";
import type { State } from "./states";

const hourMs = 3_600_000;

/** What the states of a session come to. */
export interface Flow {
  firstCurrentAt: number | null;
  lastCurrentAt: number | null;
  chargingMs: number;
  waitingMs: number;
  unknownMs: number;
  highestPowerW: number | null;
  terminals: readonly number[] | null;
  /** Of the power told; null: none was. */
  powerWh: number | null;
  isPowerWhole: boolean;
}

const lengthOf = (states: readonly State[], is: (state: State) => boolean): number =>
  states.filter(is).reduce((sum, { from, to }) => sum + to - from, 0);

/** Whether current flowed; where that was not measured, a charger that says that it charges does. */
const mayFlow = ({ flows, mode }: State): boolean => flows ?? mode === "charging";

/** @param isPowerTold in the session itself: what stands from before it is no power of its own */
export function flowOf(states: readonly State[], isPowerTold: boolean): Flow {
  const flowing = states.filter(mayFlow);
  const powers = isPowerTold ? states.flatMap(({ powerW }) => (powerW === null ? [] : [powerW])) : [];
  return {
    firstCurrentAt: flowing[0]?.from ?? null,
    lastCurrentAt: flowing.at(-1)?.to ?? null,
    chargingMs: lengthOf(states, ({ mode }) => mode === "charging"),
    waitingMs: lengthOf(states, ({ mode }) => mode === "requesting"),
    unknownMs: lengthOf(states, ({ mode }) => mode === null),
    highestPowerW: powers.length === 0 ? null : powers.reduce((a, b) => Math.max(a, b)),
    terminals: terminalsOf(states, flowing),
    powerWh: powers.length === 0 ? null : Math.max(0, Math.round(energyWh(states))),
    isPowerWhole: states.every(({ powerW, mode, flows }) => powerW !== null || (flows === false && mode !== null)),
  };
}

/** Of the power that is known, Wh. */
export const energyWh = (states: readonly State[]): number =>
  states.reduce((sum, { from, to, powerW }) => sum + ((powerW ?? 0) * (to - from)) / hourMs, 0);

function terminalsOf(states: readonly State[], flowing: readonly State[]): number[] | null {
  const isTold = states.some(({ currentA }) => currentA.some((current) => current !== null));
  if (!isTold) return null;
  return [1, 2, 3].filter((terminal) => flowing.some(({ currentA }) => (currentA[terminal - 1] ?? 0) >= loadedA));
}
