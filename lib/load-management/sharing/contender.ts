import type { BindingLimit } from "../../domain/charger/grant";
import { leastCurrentA } from "../../domain/electrical/least-current";
import { isIt, legsOf, type TerminalIndex } from "../../domain/electrical/phase";
import { allTerminals, singleTerminal, type Terminals } from "../../domain/electrical/terminals";
import type { NetworkType, Priority, Rotation } from "../../domain/topology";
import type { LoadCharger, Switches } from "../types";
import { allLegs, type Fuse, type Legs } from "./fuse";
import { isInTimeSlice, servedSteps } from "./time-slice";
import { commanded, limitOfCharger } from "./worst-case-draw";

/** A way to give a charger current: terminals, and the legs they load. */
export interface Option {
  terminals: Terminals;
  legs: Legs;
}

/** A charger that asks or charges: what it can take and, as the sharing goes on, what it gets. */
export interface Contender {
  charger: LoadCharger;
  circuit: Fuse;
  minA: number;
  maxA: number;
  /** Already charging or about to. */
  hasCurrent: boolean;
  /** It has current, and its time slice is not over. */
  inTimeSlice: boolean;
  /** What it was served by its priority, in steps of `stepAh`: who has less comes first. */
  servedSteps: number;
  /** How fast it rises beside others: by its priority. */
  weight: number;
  /** All phases that the car has. */
  three: Option | null;
  singles: readonly Option[];
  /** The single phase it is on, or was on last in this session. */
  current: Option | null;
  /** It is on all phases, or was last. */
  onThree: boolean;
  /** Its phases may be changed now. */
  mayChange: boolean;
  /** And it could go back to all phases after that: the last change of a session is reserved for this. */
  mayLeave: boolean;
  /** Where it counts for the room of others. */
  counted: Option | null;
  option: Option | null;
  currentA: number;
  limit: BindingLimit | null;
  /** The fuse that keeps it from more; null: none, or not a fuse. */
  full: Fuse | null;
}

/** The most that an allocation can say, in A. */
const mostA = 32;
/** Changes of phases in one session, and between two of them in ms: each interrupts the car. */
export const mostSwitches = 4;
export const switchDwellMs = 300_000;
/** How much more than its least a car must be able to have on three phases before it goes back to them from one, in A. */
export const riseA = 2;

interface Options {
  three: Option | null;
  singles: readonly Option[];
}

const optionsKnown = new Map<NetworkType, Map<Rotation, Options[]>>();
const allThree = 0;
const firstTwo = 1;
const noThree = 2;

/** The ways to give a charger current. The same objects for all chargers that are alike. */
function optionsOf(network: NetworkType, { rotation, maxPhases, carPhases }: LoadCharger): Options {
  let those = optionsKnown.get(network)?.get(rotation);
  if (those === undefined) {
    those = [allThree, firstTwo, noThree].map((kind) => optionsFor(network, rotation, kind));
    const byRotation = optionsKnown.get(network) ?? new Map<Rotation, Options[]>();
    optionsKnown.set(network, byRotation.set(rotation, those));
  }
  const kind = maxPhases === 1 || carPhases === 1 ? noThree : carPhases === 2 && !isIt(network) ? firstTwo : allThree;
  return those[kind] ?? nowhere;
}

const nowhere: Options = { three: null, singles: [] };

function optionsFor(network: NetworkType, rotation: Rotation, kind: number): Options {
  const singles: Option[] = [];
  legsOf(network, rotation).forEach((leg, terminal) => {
    if (leg !== null) singles.push({ terminals: singleTerminal(network, terminal as TerminalIndex), legs: 1 << leg });
  });
  if (singles.length < 3 || kind === noThree) return { three: null, singles };
  const legs = kind === firstTwo ? (singles[0]?.legs ?? 0) | (singles[1]?.legs ?? 0) : allLegs;
  return { three: { terminals: allTerminals(network), legs }, singles };
}

/** When the phases of a charger may be changed again; Infinity: not in this session. */
export function mayChangeAt(switches: Switches): number {
  if (switches.count >= mostSwitches) return Number.POSITIVE_INFINITY;
  return switches.count === 0 ? 0 : switches.at + switchDwellMs;
}

/** During a hold a charger can keep what it has, and no more. */
export function contenderOf(network: NetworkType, charger: LoadCharger, circuit: Fuse, now: number): Contender {
  const { three, singles } = optionsOf(network, charger);
  const at = commanded(charger);
  const currentA = at?.currentA ?? 0;
  const terminals = (currentA > 0 ? at?.terminals : null) ?? charger.switches.terminals;
  const single = terminals === null ? null : singleOf(singles, terminals);
  const held = charger.holdUntil > now;
  const most = Math.floor(Math.min(limitOfCharger(charger), charger.maxCurrentA, mostA));
  const minA = Math.ceil(Math.max(leastCurrentA, charger.minCurrentA, charger.reportedMinA ?? 0));
  const demandA = charger.measuredDemandA === null ? most : Math.min(most, Math.max(minA, charger.measuredDemandA));
  const hasCurrent = charger.demand === "charging" || currentA > 0;
  const mayChange = !held && mayChangeAt(charger.switches) <= now;
  const weight = weightOf(charger);
  return {
    charger,
    circuit,
    minA,
    maxA: held ? Math.min(most, Math.floor(currentA)) : demandA,
    hasCurrent,
    inTimeSlice: hasCurrent && isInTimeSlice(charger.timeSlice, now),
    servedSteps: servedSteps(charger.timeSlice.servedAh, weight),
    weight,
    three,
    singles,
    current: single,
    onThree: three !== null && terminals !== null && single === null,
    mayChange,
    mayLeave: mayChange && (three === null || charger.switches.count + 2 <= mostSwitches),
    counted: null,
    option: null,
    currentA: 0,
    limit: null,
    full: null,
  };
}

function singleOf(singles: readonly Option[], terminals: Terminals): Option | null {
  for (const option of singles) if (option.terminals === terminals) return option;
  return null;
}

/** 1 low, 2 usual, 3 high: a share of a half, one, and two. Nobody is left out for ever. */
export const weightOf = ({ priority }: LoadCharger): number => weights[priority];

const weights: Record<Priority, number> = { 1: 0.5, 2: 1, 3: 2 };

/**
 * Whose time slice has begun comes first, so that nobody is interrupted before it is over; then who was served least, then who
 * charges already, then who asked first.
 */
export function byClaim(a: Contender, b: Contender): number {
  if (a.inTimeSlice !== b.inTimeSlice) return a.inTimeSlice ? -1 : 1;
  if (a.servedSteps !== b.servedSteps) return a.servedSteps - b.servedSteps;
  if (a.hasCurrent !== b.hasCurrent) return a.hasCurrent ? -1 : 1;
  if (a.charger.since !== b.charger.since) return a.charger.since - b.charger.since;
  return a.charger.deviceId < b.charger.deviceId ? -1 : 1;
}
