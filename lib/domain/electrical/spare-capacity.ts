import type { NetworkType } from "../topology";
import { leastCurrentA } from "./least-current";
import { isIt, itPairs, type LegIndex, type LineIndex, lineNames, linesOfLeg } from "./phase";
import type { LegName } from "./phases-view";
import { type Place, usableOn } from "./usable";

/** What rounding may take away from whole amperes, A. */
const rounding = 1e-6;

/** Nobody counts further: from here on it is "so many or more". */
const manyCars = 20;

/** What a number of cars says. `atMost`: a part is unknown, and there may be room for fewer. `orMore`: for 20, or more. */
type RoomBound = "exact" | "atMost" | "orMore";

/** How many further cars of 6 A one leg has room for. */
export interface Room {
  leg: LegName;
  /** Null: nothing is known of one of its lines. */
  cars: number | null;
  bound: RoomBound;
}

const pairName = ([a, b]: readonly [LineIndex, LineIndex]): LegName => {
  const [low, high] = a < b ? [a, b] : [b, a];
  if (low === 0) return high === 1 ? "L1-L2" : "L1-L3";
  return "L2-L3";
};

function roomOn(places: readonly Place[], leg: LegName, lines: readonly LineIndex[]): Room {
  let least = Number.POSITIVE_INFINITY;
  let atMost = false;
  for (const line of lines) {
    const usable = usableOn(places, line);
    if (usable === null) return { leg, cars: null, bound: "exact" };
    atMost ||= usable.atMost;
    least = Math.min(least, usable.currentA);
  }
  const cars = Math.floor(least / leastCurrentA + rounding);
  if (atMost) return { leg, cars, bound: cars > 0 ? "atMost" : "exact" };
  return cars > manyCars ? { leg, cars: manyCars, bound: "orMore" } : { leg, cars, bound: "exact" };
}

/**
 * Room for further single-phase cars of 6 A on each leg that exists (TN: L1, L2, L3; IT: L1-L3, L2-L3, L1-L2), each by itself, under all
 * of `places`: a circuit and what is above it. Beside what is drawn now and what is kept free for others; nobody is lowered. On IT a car's current adds to
 * each of its two lines at most as a plain number, so there is room for at least so many.
 */
export function roomOf(network: NetworkType, places: readonly Place[]): readonly Room[] {
  const exists = (leg: LegIndex) =>
    linesOfLeg(network, leg).every((line) => places.every(({ existing }) => existing.includes(line)));
  const of = (leg: LegIndex) =>
    isIt(network) ? roomOn(places, pairName(itPairs[leg]), itPairs[leg]) : roomOn(places, lineNames[leg], [leg]);
  return ([0, 1, 2] as const).filter(exists).map(of);
}

/** Room in one sentence: on which legs there is most. `each`: on all of them alike. */
export type RoomGlance =
  | { kind: "unknown" }
  | { kind: "none" }
  | { kind: "each" | "some"; legs: readonly LegName[]; cars: number; bound: RoomBound };

function boundOf(rooms: readonly Room[]): RoomBound {
  if (rooms.some(({ bound }) => bound === "atMost")) return "atMost";
  return rooms.every(({ bound }) => bound === "orMore") ? "orMore" : "exact";
}

/** Where there is most room. Unknown where nothing is known, or where the legs that are known have none and others are not known. */
export function roomGlance(rooms: readonly Room[]): RoomGlance {
  const most = Math.max(...rooms.map(({ cars }) => cars ?? -1));
  if (most <= 0) return { kind: most === 0 && rooms.every(({ cars }) => cars !== null) ? "none" : "unknown" };
  const best = rooms.filter(({ cars }) => cars === most);
  return {
    kind: best.length === rooms.length ? "each" : "some",
    legs: best.map(({ leg }) => leg),
    cars: most,
    bound: boundOf(best),
  };
}
