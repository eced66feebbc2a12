import type { BindingLimit } from "./grant";
import type { PresenceWord } from "./presence";

/** Observation 710, operation mode, as the Zaptec device protocol numbers it. Any other number is unknown. */
export const operationModes = { disconnected: 1, requesting: 2, charging: 3, finished: 5 } as const;

export interface StateInput {
  /** 710; null: never heard or cleared. */
  mode: number | null;
  /** 718; null: never heard or cleared. */
  finalStopActive: boolean | null;
  /** 120; null: never heard or cleared. */
  authenticationRequired: boolean | null;
  /** A tag was shown in this session and the installation's list has it. */
  tagAccepted: boolean;
}

/**
 * What a charger does, in the product's words. Connected-finished (5) without knowing whether a person paused it (718) is
 * unknown: neither "paused" nor "the car is done" may be claimed.
 */
export function stateWord(input: StateInput): StateWord {
  switch (input.mode) {
    case operationModes.disconnected:
      return "noCar";
    case operationModes.requesting:
      return input.authenticationRequired === true && !input.tagAccepted
        ? "waitingForAuthorisation"
        : "waitingForCurrent";
    case operationModes.charging:
      return "charging";
    case operationModes.finished:
      if (input.finalStopActive === null) return "unknown";
      return input.finalStopActive ? "paused" : "finished";
    default:
      return "unknown";
  }
}

/** Whether a state is told in the past ("Was charging"): always, unless the charger is online. */
export function isPast(presence: PresenceWord): boolean {
  return presence !== "online";
}

export type StateWord =
  | "charging"
  | "waitingForCurrent"
  | "waitingForAuthorisation"
  | "paused"
  | "finished"
  | "noCar"
  | "unknown";

export interface ChargerState {
  word: StateWord;
  /** The raw operation mode, for support; null: never heard. */
  mode: number | null;
  since: number | null;
  /** waitingForCurrent: what is full. */
  limit: BindingLimit | null;
  /** paused: the person, if it was us. */
  pausedBy: { name: string; at: number } | null;
}
