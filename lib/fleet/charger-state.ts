import type { Observation } from "../domain/observation";
import { operationModes, stateWord } from "../domain/state";
import { booleanOf, type LiveCharger, numberOf } from "./charger";
import { isGranted, tagOf } from "./tags";

/** Judges the state word anew; `at`: the instant of what may have changed it. */
export function refreshState(charger: LiveCharger, at: number): void {
  const shown = tagOf(charger);
  charger.tagAccepted = shown !== null && isGranted(charger, shown.tag);
  const word = stateWord({
    mode: numberOf(charger, "operationMode"),
    finalStopActive: booleanOf(charger, "finalStopActive"),
    authenticationRequired: booleanOf(charger, "authenticationRequired"),
    tagAccepted: charger.tagAccepted,
  });
  if (word === charger.state && charger.stateSince > 0) return;
  charger.state = word;
  charger.stateSince = at;
}

/**
 * When sessions began and ended. Late observations count too, so that the order of arrival makes no difference: a session
 * began when its GUID was first told, and ended with the newest operation mode 1.
 */
export function noteSession(charger: LiveCharger, observation: Observation): void {
  const { key, value, observedAt } = observation;
  if (key === "operationMode") {
    if (value === operationModes.disconnected && observedAt > charger.disconnectedAt)
      charger.disconnectedAt = observedAt;
    return;
  }
  if (typeof value !== "string") return;
  if (value === charger.sessionGuid) {
    if (observedAt < charger.sessionStartedAt) charger.sessionStartedAt = observedAt;
  } else if (observedAt >= charger.sessionStartedAt) {
    charger.sessionGuid = value;
    charger.sessionStartedAt = observedAt;
  }
}
