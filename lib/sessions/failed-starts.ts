import { leastCurrentA } from "../domain/electrical/least-current";
import type { State } from "./states";

/** A car that may charge and does not within so long, does not start, ms. The requirement of this project. */
const startWithinMs = 180_000;

/** The car asks for current, and may have it. */
const mayStart = ({ mode, allocatedA }: State): boolean =>
  (mode === "requesting" || mode === "charging") && allocatedA !== null && allocatedA >= leastCurrentA;

/** What ends a try without a verdict: it was stopped, or nobody knows. */
const isCalledOff = (state: State): boolean =>
  state.mode === null ||
  state.flows === null ||
  state.isPausedByOrder === true ||
  (state.mode !== "finished" && !mayStart(state));

/** When a car was to be charged, and no current flowed for 3 min from then on. A car that declines took none either. */
export function failedStartsOf(states: readonly State[]): number[] {
  const failed: number[] = [];
  /** Null: none goes on. */
  let since: number | null = null;
  let isOver = false;
  for (const state of states) {
    if (state.flows === true || isCalledOff(state)) {
      since = null;
      isOver = state.flows === true;
      continue;
    }
    if (!mayStart(state)) isOver = since === null ? false : isOver;
    else if (since === null && !isOver) since = state.from;
    if (since !== null && state.to - since >= startWithinMs) {
      failed.push(since);
      since = null;
      isOver = true;
    }
  }
  return failed;
}
