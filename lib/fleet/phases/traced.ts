import type { StepWatch } from "../../domain/electrical/current-step";
import { type LegIndex, legsOf, type TerminalIndex } from "../../domain/electrical/phase";
import { believedLegs, isSeenElsewhere, noteSeen, nothingSeen } from "../../domain/faults/find-rotation";
import type { Installation, Triple } from "../../domain/topology";
import type { LiveCharger } from "../state/charger";
import type { Traced } from "../state/traced-state";
import { networkOf, rotationOf } from "./electric";

const nowhere: Triple<null> = [null, null, null];

/** The legs on which the meter saw a charger's readings; null: it has not, or not often enough. */
export function seenLegsOf(charger: LiveCharger): Triple<LegIndex | null> {
  return charger.traced?.legs ?? nowhere;
}

/** Whether a meter saw a current of the charger on another leg than it counts on. */
export function isTracedElsewhere(charger: LiveCharger): boolean {
  return isSeenElsewhere(legsOf(networkOf(charger), rotationOf(charger)), seenLegsOf(charger));
}

/** The meter saw a step of the reading `terminal` on `leg`. */
export function noteTraced(traced: Traced, terminal: TerminalIndex, leg: LegIndex): void {
  traced.seen = noteSeen(traced.seen, terminal, leg);
  traced.legs = believedLegs(traced.seen);
}

export function newTraced(watch: StepWatch): Traced {
  return { watch, seen: nothingSeen, legs: nowhere };
}

const meterOf = (installation: Installation | null) =>
  installation?.meter?.measures === "total"
    ? `${installation.id} ${installation.networkType} ${installation.meter.topic}`
    : null;

/** People have entered something anew: what another meter saw, or the same one at another place, counts no more. */
export function forgetOtherMeter(charger: LiveCharger, before: Installation | null): void {
  const now = meterOf(charger.installation?.installation ?? null);
  if (now === null || now !== meterOf(before)) charger.traced = null;
}
