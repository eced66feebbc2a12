import type { Observation, Unusable } from "../../domain/charger/observation";
import { isPlausible, isPlausibleSession, isUsual } from "../../domain/charger/plausible";
import { isAfter, isNewer } from "../clock/order";
import { isOfSession, type LiveCharger, numberOf } from "./charger";

/** Keeps what cannot be used, unless something newer of its id is known. @returns whether it is kept */
export function keepUnusable(charger: LiveCharger, why: Unusable, observation: Observation, since?: number): boolean {
  charger.unusable ??= new Map();
  const known = charger.unusable.get(observation.key);
  if (known !== undefined && known.observation !== observation) {
    const isNewest = isNewer(observation, known.observation);
    // The older of the two is held beside the newer one, which alone is remembered here.
    const older = isNewest ? known : { why, observation };
    if (older.why === "implausible") older.observation.value = null;
    if (!isNewest) return false;
  }
  charger.unusable.set(observation.key, { why, observation, since: known?.since ?? since ?? observation.observedAt });
  return true;
}

/** Something of its id can be used again. @returns whether it is the newest of it, and something else was before */
export function endUnusable(charger: LiveCharger, observation: Observation): boolean {
  const known = charger.unusable?.get(observation.key);
  if (known === undefined || known.observation === observation || !isNewer(observation, known.observation))
    return false;
  forget(charger, observation);
  return true;
}

function forget(charger: LiveCharger, { key }: Observation): void {
  charger.unusable?.delete(key);
  if (charger.unusable?.size === 0) charger.unusable = null;
}

/** Whether an observation can be so, by what is known of its charger and session. */
export function canBe(charger: LiveCharger, observation: Observation): boolean {
  const { key, value } = observation;
  if (typeof value === "number")
    return isUsual(key, value) || isPlausible(key, value, hardwareOf(charger, observation));
  if (typeof value !== "object" || value === null || !("energyKwh" in value)) return true;
  return isPlausibleSession(value, ratedA(charger));
}

/** Judges anew what is held, after what it is held against has become another; `since` as for `keepUnusable`. */
export function judgeAnew(charger: LiveCharger, held: Observation, since?: number): void {
  if (!canBe(charger, held)) keepUnusable(charger, "implausible", held, since);
  else if (charger.unusable?.get(held.key)?.observation === held) forget(charger, held);
}

function ratedA(charger: LiveCharger): number {
  return Math.max(charger.entry?.maxCurrentA ?? 0, numberOf(charger, "maxCurrentA") ?? 0);
}

function hardwareOf(charger: LiveCharger, observation: Observation) {
  const { sessionStart, disconnected, previousTold } = charger;
  const isOfPresent = sessionStart !== null && isOfSession(charger, observation);
  const sessionMs = isOfPresent ? observation.observedAt - sessionStart.observedAt : null;
  // A start of the charger begins an epoch: within one, the id was told as the car came.
  const heardBegin = [disconnected, previousTold].some(
    (end) => end !== null && end.epoch === sessionStart?.epoch && isAfter(sessionStart, end),
  );
  return { ratedA: ratedA(charger), sessionMs, heardBegin };
}
