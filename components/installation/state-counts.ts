import type { StateWord } from "../../lib/domain/charger/state";

export const countedStates = [
  "charging",
  "waitingForCurrent",
  "waitingForAuthorisation",
  "paused",
  "finished",
  "noCar",
  "unknown",
] as const satisfies readonly StateWord[];
