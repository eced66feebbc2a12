import type { Presence } from "../charger/presence";
import type { StateWord } from "../charger/state";
import type { CommandKind } from "./command";

const possible: CommandAvailability = { possible: true };
const not = (rule: CommandRule): CommandAvailability => ({ possible: false, rule });

/** Whether the rule is about reaching the charger, not about its state: such a refusal is a 503, others are a 409. */
export function isUnreachable(rule: CommandRule): boolean {
  return rule === "notConnected" || rule === "brokerLost" || rule === "storeUnavailable";
}

/** What the rules ask of a charger. */
export interface CommandSituation {
  state: StateWord;
  presence: Pick<Presence, "word" | "reason" | "heardAt">;
  /** What the connection topic says; null: none known, so a silent charger counts as not connected. */
  connected: boolean | null;
  /** The car has declined a start in this session: another one may help. */
  declined?: boolean;
  /** What the charger can be asked for at all; everything, if not given. */
  kinds?: Partial<Record<CommandKind, unknown>>;
}

function reach({ presence, connected }: CommandSituation): CommandAvailability {
  if (presence.reason === "brokerLost") return not("brokerLost");
  if (presence.word === "offline") return not("notConnected");
  if (connected === true) return possible;
  return presence.word === "silent" || presence.heardAt === null ? not("notConnected") : possible;
}

function start({ state, declined }: CommandSituation): CommandAvailability {
  if (state === "unknown") return not("stateUnknown");
  const again = state === "finished" && declined === true;
  return state === "paused" || again ? possible : not("startOnlyWhenPaused");
}

function stop({ state }: CommandSituation): CommandAvailability {
  if (state === "unknown") return not("stateUnknown");
  if (state === "noCar") return not("stopNoCar");
  return state === "paused" ? not("stopAlreadyPaused") : possible;
}

const anyState = () => possible;

const byState: Record<CommandKind, (situation: CommandSituation) => CommandAvailability> = {
  start,
  stop,
  restart: anyState,
  upgradeFirmware: anyState,
};

/**
 * Whether a command can be given, by presence and state alone. start (resume): paused, or done
 * because the car declined a start; stop (stop-final): a car that
 * requests, charges or is done; restart and upgradeFirmware: any state.
 */
export function availability(kind: CommandKind, situation: CommandSituation): CommandAvailability {
  if (situation.kinds !== undefined && !(kind in situation.kinds)) return not("notSupported");
  const reachable = reach(situation);
  return reachable.possible ? byState[kind](situation) : reachable;
}

/** `availability` for every kind. */
export function availabilities(situation: CommandSituation): Record<CommandKind, CommandAvailability> {
  return {
    start: availability("start", situation),
    stop: availability("stop", situation),
    restart: availability("restart", situation),
    upgradeFirmware: availability("upgradeFirmware", situation),
  };
}

/**
 * The one answer for a button and for the API alike, first reason first: the right, the store (a command that cannot be
 * recorded is not given), reach and state, and a command of the same kind that is open.
 */
export function offer(at: {
  may: CommandAvailability;
  permitted: boolean;
  storeUp: boolean;
  open: boolean;
}): CommandAvailability {
  if (!at.permitted) return not("role");
  if (!at.storeUp) return not("storeUnavailable");
  if (!at.may.possible) return at.may;
  return at.open ? not("open") : possible;
}

export type CommandAvailability = { possible: true } | { possible: false; rule: CommandRule };

/** Why a command cannot be given now: keys of the catalogue (`rules.*`). */
export type CommandRule =
  | "notSupported"
  | "startOnlyWhenPaused"
  | "stopNoCar"
  | "stopAlreadyPaused"
  | "stateUnknown"
  | "notConnected"
  | "brokerLost"
  | "open"
  | "role"
  | "storeUnavailable";
