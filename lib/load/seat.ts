import { type LegIndex, legsOf, type TerminalIndex } from "../domain/phase";
import { allPhasesId, legsOfPhaseId, singlePhaseId } from "../domain/phase-id";
import type { NetworkType } from "../domain/topology";
import type { BindingLimit } from "../domain/view";
import { commanded, limitOfCharger } from "./may-draw";
import type { Node } from "./node";
import { type LoadCharger, leastA } from "./types";

/** A way to give a charger current: a phase id, and the one leg it loads; leg null: all phases. */
export interface Option {
  phaseId: number;
  leg: LegIndex | null;
}

/** A charger that shares: what it can take, and, as the sharing goes on, what it gets. */
export interface Seat {
  charger: LoadCharger;
  circuit: Node;
  minA: number;
  maxA: number;
  /** Already charging or about to: it keeps its place before those that wait. */
  placed: boolean;
  three: Option | null;
  singles: readonly Option[];
  /** The single phase it is on; kept, since a change of phase interrupts the car. */
  kept: Option | null;
  useThree: boolean;
  option: Option | null;
  currentA: number;
  limit: BindingLimit | null;
}

/** The most that an allocation can say, in A. */
const mostA = 32;

function optionsOf(network: NetworkType, charger: LoadCharger): { three: Option | null; singles: Option[] } {
  const singles: Option[] = [];
  legsOf(network, charger.rotation).forEach((leg, terminal) => {
    if (leg !== null) singles.push({ phaseId: singlePhaseId(network, terminal as TerminalIndex), leg });
  });
  const canThree = singles.length === 3 && charger.maxPhases !== 1 && charger.carPhases !== 1;
  return { three: canThree ? { phaseId: allPhasesId(network), leg: null } : null, singles };
}

/** The seat of a charger that asks or charges. During a hold it can keep what it has, and no more. */
export function seatOf(network: NetworkType, charger: LoadCharger, circuit: Node, now: number): Seat {
  const { three, singles } = optionsOf(network, charger);
  const at = commanded(charger);
  const currentA = at?.currentA ?? 0;
  const legs = at?.phaseId == null ? null : legsOfPhaseId(network, charger.rotation, at.phaseId);
  const onThree = legs === null || legs.length > 1;
  const kept = currentA > 0 && !onThree ? (singles.find(({ phaseId }) => phaseId === at?.phaseId) ?? null) : null;
  const held = charger.holdUntil > now;
  const most = Math.floor(Math.min(limitOfCharger(charger), charger.maxCurrentA, mostA));
  return {
    charger,
    circuit,
    minA: Math.ceil(Math.max(leastA, charger.minCurrentA, charger.reportedMinA ?? 0)),
    maxA: held ? Math.min(most, Math.floor(currentA)) : most,
    placed: charger.demand === "charging" || currentA > 0,
    three: held && !onThree ? null : three,
    singles,
    kept,
    useThree: false,
    option: null,
    currentA: 0,
    limit: null,
  };
}

/** Those that charge come first, then those that wait, each in the order of their asking. */
export function bySeniority(a: Seat, b: Seat): number {
  if (a.placed !== b.placed) return a.placed ? -1 : 1;
  if (a.charger.since !== b.charger.since) return a.charger.since - b.charger.since;
  return a.charger.deviceId < b.charger.deviceId ? -1 : 1;
}
