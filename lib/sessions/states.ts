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
  const steps = keys.map((key) => {
    const numbered = listOf(key).map(({ at, value }) => {
      const number = numberOf(value);
      return { at, value: number !== null && isPlausible(key, number, hardware) ? number : null };
    });
    return stepsOf(numbered, "whileOnline", heard, until);
  });
  return {
    during(from, to) {
      const firstAllocation = within(listOf("allocatedCurrentA"), from, to)[0]?.at ?? to;
      const lists = steps.map((all) => clipped(all, from, to));
      const borders = new Set([from, to, firstAllocation]);
      for (const step of lists.flat()) borders.add(Math.max(step.from, from)).add(Math.min(step.to, to));
      const sorted = [...borders].sort((a, b) => a - b);
      const next = lists.map(() => 0);
      return sorted.slice(0, -1).map((begin, index) => {
        const values = lists.map((list, of) => {
          while ((list[next[of] ?? 0]?.to ?? to) <= begin) next[of] = (next[of] ?? 0) + 1;
          const step = list[next[of] ?? 0];
          return step !== undefined && step.from <= begin ? step.mean : null;
        });
        return stateOf({ from: begin, to: sorted[index + 1] ?? to }, values, begin >= firstAllocation);
      });
    },
  };
}

function clipped(all: readonly Step[], from: number, to: number): Step[] {
  const begin = firstFrom(all, from, (step) => step.to);
  const end = firstFrom(all, to, (step) => step.from);
  return all.slice(begin, end).filter((step) => step.to > from);
}

/** @param values of `keys` */
function stateOf(span: Span, values: readonly (number | null)[], isAllocated: boolean): State {
  const [code = null, paused = null, allocatedA = null, powerW = null, a1 = null, a2 = null, a3 = null] = values;
  const mode = modes[code ?? -1] ?? null;
  const currentA = [a1, a2, a3] as const;
  const isTold = powerW !== null || currentA.some((current) => current !== null);
  const isMeasured = (powerW ?? 0) >= flowingW || currentA.some((current) => (current ?? 0) >= loadedA);
  return {
    ...span,
    mode,
    isPausedByOrder: paused === null ? null : paused === 1,
    allocatedA: isAllocated ? allocatedA : null,
    powerW,
    currentA,
    flows: isMeasured || (isTold || (mode !== null && mode !== "charging") ? false : null),
  };
}

function numberOf(value: Told["value"]): number | null {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return codes.get(value) ?? null;
}
