import { isPlausible } from "../domain/charger/plausible";
import type { ChargerMode } from "../domain/charger/state";
import { loadedA } from "../domain/electrical/car-phases";
import { type Span, type Step, stepsOf } from "../history/steps";
import { firstFrom, within } from "./ordered";
import type { Told } from "./types";

/** What a charger did for a while, all of it unchanged. Null: not known. */
export interface State extends Span {
  mode: Exclude<ChargerMode, "unknown"> | null;
  isPausedByOrder: boolean | null;
  /** Of what was told since the session began. */
  allocatedA: number | null;
  powerW: number | null;
  /** At its terminals. */
  currentA: readonly [number | null, number | null, number | null];
  /** Whether current flowed. */
  flows: boolean | null;
}

const modes = ["disconnected", "requesting", "charging", "finished"] as const;
const keys = ["mode", "pausedByOrder", "allocatedCurrentA", "powerW", "current1A", "current2A", "current3A"] as const;
type Key = (typeof keys)[number];
const codes = new Map<unknown, number>(modes.map((mode, code) => [mode, code]));

/** Less is what a meter shows of nothing: `loadedA` at 230 V. */
const flowingW = 230;

/** What a charger did over all of the time that is looked at. */
export interface States {
  /** @param from of the session: what was allocated before was for another one */
  during(from: number, to: number): State[];
}

/** @param listOf what was told of a key, ascending */
export function createStates(
  listOf: (key: Key) => readonly Told[],
  { online, ratedA, until }: { online: readonly Span[]; ratedA: number; until: number },
): States {
  const heard = online.length === 0 ? [{ from: Number.NEGATIVE_INFINITY, to: until }] : online;
  const hardware = { ratedA, sessionMs: null, heardBegin: false };
  const steps = new Map(
    keys.map((key) => {
      const numbered = listOf(key).map(({ at, value }) => {
        const number = numberOf(value);
        return { at, value: number !== null && isPlausible(key, number, hardware) ? number : null };
      });
      return [key, stepsOf(numbered, "whileOnline", heard, until)] as const;
    }),
  );
  return {
    during(from, to) {
      const firstAllocation = within(listOf("allocatedCurrentA"), from, to)[0]?.at ?? to;
      const cut = new Map([...steps].map(([key, all]) => [key, clipped(all, from, to)] as const));
      const borders = new Set([from, to, Math.min(firstAllocation, to)]);
      for (const list of cut.values())
        for (const step of list) for (const at of [Math.max(step.from, from), Math.min(step.to, to)]) borders.add(at);
      const sorted = [...borders].sort((a, b) => a - b);
      const cursors = new Map(keys.map((key) => [key, 0]));
      return sorted.slice(0, -1).map((begin, index) => {
        const stepOf = (key: Key) => valueAt(cut.get(key) ?? [], cursors, key, begin);
        const allocatedA = begin < firstAllocation ? null : stepOf("allocatedCurrentA");
        return stateOf({ from: begin, to: sorted[index + 1] ?? begin }, stepOf, allocatedA);
      });
    },
  };

  function clipped(all: readonly Step[], from: number, to: number): Step[] {
    const found: Step[] = [];
    for (let index = firstFrom(all, from, (step) => step.to); index < all.length; index += 1) {
      const step = all[index];
      if (step === undefined || step.from >= to) break;
      if (step.to > from) found.push(step);
    }
    return found;
  }
}

function valueAt(list: readonly Step[], cursors: Map<Key, number>, key: Key, at: number): number | null {
  let index = cursors.get(key) ?? 0;
  while (index < list.length && (list[index]?.to ?? 0) <= at) index += 1;
  cursors.set(key, index);
  const step = list[index];
  return step !== undefined && step.from <= at ? step.value : null;
}

function stateOf(span: Span, stepOf: (key: Key) => number | null, allocatedA: number | null): State {
  const mode = modes[stepOf("mode") ?? -1] ?? null;
  const paused = stepOf("pausedByOrder");
  const powerW = stepOf("powerW");
  const currentA = [stepOf("current1A"), stepOf("current2A"), stepOf("current3A")] as const;
  const measured = [
    powerW === null ? null : powerW >= flowingW,
    ...currentA.map((a) => (a === null ? null : a >= loadedA)),
  ];
  const flows = measured.includes(true)
    ? true
    : measured.includes(false) || (mode !== "charging" && mode !== null)
      ? false
      : null;
  return { ...span, mode, isPausedByOrder: paused === null ? null : paused === 1, allocatedA, powerW, currentA, flows };
}

function numberOf(value: Told["value"]): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return codes.get(value) ?? null;
}
