import type { CounterPoint } from "./energy/counter";
import type { Shape } from "./energy/quarters";
import { energyWh } from "./flow";
import { firstFrom } from "./ordered";
import type { State } from "./states";

/** What is known of how a session's energy was spread: by the power, if it is known throughout; by its counter; by when it charged. */
export function shapesOf(states: readonly State[], points: readonly CounterPoint[]): Shape[] {
  const during = (from: number, to: number) => {
    const found: State[] = [];
    for (let index = firstFrom(states, from, (state) => state.to); index < states.length; index += 1) {
      const state = states[index];
      if (state === undefined || state.from >= to) break;
      if (state.to > from) found.push({ ...state, from: Math.max(state.from, from), to: Math.min(state.to, to) });
    }
    return found;
  };
  const lengthOf = (list: readonly State[]) => list.reduce((sum, { from, to }) => sum + to - from, 0);
  const byPower: Shape = (from, to) => {
    const found = during(from, to);
    const isKnown = found.every(({ powerW, flows }) => powerW !== null || flows === false);
    return isKnown ? Math.max(0, energyWh(found)) : null;
  };
  const byCounter: Shape = (from, to) => {
    if (points.length < 2) return null;
    return countedUntil(points, to) - countedUntil(points, from);
  };
  const byCharging: Shape = (from, to) => lengthOf(during(from, to).filter(({ mode }) => mode === "charging"));
  return [byPower, byCounter, byCharging];
}

/** By the counter, evenly between what it told. */
function countedUntil(points: readonly CounterPoint[], at: number): number {
  const next = firstFrom(points, at, (point) => point.at);
  const [before, after] = [points[next - 1], points[next]];
  if (after === undefined) return before?.wh ?? 0;
  if (before === undefined) return after.at === at ? after.wh : (points[0]?.wh ?? 0);
  return before.wh + ((after.wh - before.wh) * (at - before.at)) / (after.at - before.at);
}
