import type { Observation, ObservationKey } from "../../domain/charger/observation";
import type { StateWord } from "../../domain/charger/state";
import { stateWord } from "../../domain/charger/state";
import { isAfter, type Stamp } from "../clock/order";
import { booleanOf, type LiveCharger, modeOf } from "./charger";
import { isGranted, tagOf } from "./tags";

/** Judges the state word anew. */
export function refreshState(charger: LiveCharger): void {
  const shown = tagOf(charger);
  charger.tagAccepted = shown !== null && isGranted(charger, shown.tag);
  const word = stateWord({
    mode: modeOf(charger),
    pausedByOrder: booleanOf(charger, "pausedByOrder"),
    authenticationRequired: booleanOf(charger, "authenticationRequired"),
    tagAccepted: charger.tagAccepted,
  });
  if (word === charger.state) return;
  charger.state = word;
  charger.stateSince = sinceOf(charger, word);
}

/** The instant of what made the word: the mode, and with it the pause, or the tag that was waited for. */
function sinceOf(charger: LiveCharger, word: StateWord): number {
  const at = (key: ObservationKey) =>
    charger.unusable?.get(key)?.since ?? charger.observations.get(key)?.observedAt ?? 0;
  const modeAt = at("mode");
  if (word === "paused" || word === "finished") return Math.max(modeAt, at("pausedByOrder"));
  return word === "waitingForCurrent" && charger.tagAccepted ? Math.max(modeAt, at("tag")) : modeAt;
}

/**
 * When sessions began and ended. Late observations count too, so that the order of arrival makes no difference: a session
 * began when its GUID was first told, and ended with the last leaving of a car. True: that changed something, so that
 * the state is to be judged anew, however late the observation is.
 */
export function noteSession(charger: LiveCharger, observation: Observation): boolean {
  const { key, value } = observation;
  if (key === "mode") {
    if (value !== "disconnected") return false;
    if (charger.disconnected !== null && !isAfter(observation, charger.disconnected)) return false;
    charger.disconnected = observation;
    return true;
  }
  if (typeof value !== "string") return false;
  return value === charger.sessionGuid ? noteAgain(charger, observation) : noteOther(charger, value, observation);
}

const later = (a: Stamp | null, b: Stamp): Stamp => (a !== null && isAfter(a, b) ? a : b);

/** The session's own GUID, told again or earlier. */
function noteAgain(charger: LiveCharger, told: Stamp): boolean {
  charger.sessionTold = later(charger.sessionTold, told);
  const { sessionStart } = charger;
  if (sessionStart !== null && !isAfter(sessionStart, told)) return false;
  charger.sessionStart = told;
  return true;
}

/** Another session's GUID: of a newer one, or of one before. */
function noteOther(charger: LiveCharger, guid: string, told: Stamp): boolean {
  const { sessionStart, sessionTold } = charger;
  if (sessionStart !== null && isAfter(sessionStart, told)) {
    charger.previousTold = later(charger.previousTold, told);
    return true;
  }
  if (sessionTold !== null) charger.previousTold = later(charger.previousTold, sessionTold);
  charger.sessionGuid = guid;
  charger.sessionStart = told;
  charger.sessionTold = told;
  return true;
}
