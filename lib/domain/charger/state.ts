import type { BindingLimit } from "./grant";
import type { PresenceWord } from "./presence";

/**
 * What a charger says that it does: no car; a car that asks for current; charging; a car that has had what it wanted, or is paused.
 * `unknown`: it says something else.
 */
export type ChargerMode = "disconnected" | "requesting" | "charging" | "finished" | "unknown";

export interface StateInput {
  /** Null: never heard or cleared, as below. */
  mode: ChargerMode | null;
  pausedByOrder: boolean | null;
  authenticationRequired: boolean | null;
  /** A tag was shown in this session and the installation's list has it. */
  tagAccepted: boolean;
}

/**
 * What a charger does, in the product's words. A car that is finished, without knowing whether a person paused it, is
 * unknown: neither "paused" nor "the car is done" may be claimed.
 */
export function stateWord(input: StateInput): StateWord {
  switch (input.mode) {
    case "disconnected":
      return "noCar";
    case "requesting":
      return input.authenticationRequired === true && !input.tagAccepted
        ? "waitingForAuthorisation"
        : "waitingForCurrent";
    case "charging":
      return "charging";
    case "finished":
      if (input.pausedByOrder === null) return "unknown";
      return input.pausedByOrder ? "paused" : "finished";
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
  /** As the charger says; null: never heard. */
  mode: ChargerMode | null;
  since: number | null;
  /** waitingForCurrent: what is full. */
  limit: BindingLimit | null;
  /** paused: the person, if it was us. */
  pausedBy: { name: string; at: number } | null;
  /** finished: the car has declined the last start in this session. */
  tookNothing?: true;
}
