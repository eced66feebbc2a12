import type { StateWord } from "../../lib/domain/view";

export const countedStates = [
  "charging",
  "waitingForCurrent",
  "waitingForAuthorisation",
  "paused",
  "finished",
  "noCar",
  "unknown",
] as const satisfies readonly StateWord[];
