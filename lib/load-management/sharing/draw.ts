import { isIt, type LegIndex, legsOf, lineAmps } from "../../domain/electrical/phase";
import { legsOfTerminals, type Terminals, terminalSets } from "../../domain/electrical/terminals";
import type { NetworkType, Rotation, Triple } from "../../domain/topology";
import type { Allocation, LoadCharger } from "../types";

/**
 * What a charger may draw, in A: first by leg (L1-L3, L2-L3, L1-L2 on IT; L1, L2, L3 on TN), then by line L1, L2, L3.
 * A leg's current has a known direction and adds as a vector; a line's has none and adds by magnitude, which is never less.
 */
export type Draw = readonly [number, number, number, number, number, number];

export const noDraw: Draw = [0, 0, 0, 0, 0, 0];

/** Draws of whole amperes, by the legs they are on as bits: there are few, and each decision asks for many. */
const known: Draw[][] = Array.from({ length: 8 }, () => []);
const everyLine = 0;

function drawOn(legs: number, amps: number): Draw {
  const of = known[legs];
  const before = of?.[amps];
  if (before) return before;
  const draw: Draw =
    legs === everyLine
      ? [0, 0, 0, amps, amps, amps]
      : [legs & 1 ? amps : 0, legs & 2 ? amps : 0, legs & 4 ? amps : 0, 0, 0, 0];
  if (of && Number.isInteger(amps) && amps >= 0 && amps <= 128) of[amps] = draw;
  return draw;
}

/** The same current on every line: all phases, or phases that nobody knows. */
function everywhere(amps: number): Draw {
  return drawOn(everyLine, amps);
}

/** A single-phase draw on one leg. */
function onLeg(leg: LegIndex, amps: number): Draw {
  return drawOn(1 << leg, amps);
}

/** The most that a charger draws with `amps` on phases that nobody knows: on its only leg if it is wired to one, else everywhere. */
export function wholeDraw(network: NetworkType, rotation: Rotation, amps: number): Draw {
  const [a, b, c] = legsOf(network, rotation);
  const wired = bitOf(a) | bitOf(b) | bitOf(c);
  return drawOn(isOne(wired) ? wired : everyLine, amps);
}

/**
 * The most that an allocation lets a charger draw. The amperes are those of a conductor of its cable (IEC 61851-1), so on all
 * phases each line carries them, on TN and on IT alike. How a car spreads them over the pairs of an IT grid is not known,
 * so they count by magnitude. `carPhases` 2: on TN, all phases are the first two terminals.
 */
export function drawOf(
  network: NetworkType,
  rotation: Rotation,
  { currentA, terminals }: Allocation,
  carPhases: LoadCharger["carPhases"] = null,
): Draw {
  if (currentA <= 0) return noDraw;
  const legs = terminals === null ? null : legsKnown(network, rotation, terminals);
  if (legs === null) return wholeDraw(network, rotation, currentA);
  const [first, second] = legs;
  if (legs.length === 1 && first !== undefined) return onLeg(first, currentA);
  if (carPhases !== 2 || isIt(network) || first === undefined || second === undefined) return everywhere(currentA);
  return drawOn((1 << first) | (1 << second), currentA);
}

const bitOf = (leg: LegIndex | null) => (leg === null ? 0 : 1 << leg);
const isOne = (bits: number) => bits === 1 || bits === 2 || bits === 4;

type LegsByTerminals = Map<Terminals, readonly LegIndex[] | null>;
const legsByWiring = new Map<NetworkType, Map<Rotation, LegsByTerminals>>();

/** `legsOfTerminals`, looked up once: there are few. */
function legsKnown(network: NetworkType, rotation: Rotation, terminals: Terminals): readonly LegIndex[] | null {
  let those = legsByWiring.get(network)?.get(rotation);
  if (those === undefined) {
    those = new Map(terminalSets.map((each) => [each, legsOfTerminals(network, rotation, each)]));
    const byRotation = legsByWiring.get(network) ?? new Map<Rotation, LegsByTerminals>();
    legsByWiring.set(network, byRotation.set(rotation, those));
  }
  return those.get(terminals) ?? null;
}

/** What was measured at a charger's terminals, in A. */
export function measuredDraw(network: NetworkType, rotation: Rotation, terminalsA: Triple<number>): Draw {
  const legs: [number, number, number] = [0, 0, 0];
  legsOf(network, rotation).forEach((leg, terminal) => {
    if (leg !== null) legs[leg] += terminalsA[terminal] ?? 0;
  });
  const [a, b, c] = lineAmps(network, legs);
  return isIt(network) ? [0, 0, 0, a, b, c] : [a, b, c, 0, 0, 0];
}

/** The one leg a draw is on; -1: none, or more. */
function legOf([a, b, c, d, e, f]: Draw): LegIndex | -1 {
  if (d + e + f > 0) return -1;
  if (a > 0) return b + c > 0 ? -1 : 0;
  if (b > 0) return c > 0 ? -1 : 1;
  return c > 0 ? 2 : -1;
}

/** By line and magnitude, whatever the direction: each leg counts fully on the lines it loads. */
export function byLine(network: NetworkType, draw: Draw): [number, number, number] {
  const [a, b, c, d, e, f] = draw;
  // On IT leg 0 is L1-L3, 1 is L2-L3, 2 is L1-L2.
  return isIt(network) ? [d + a + c, e + b + c, f + a + b] : [d + a, e + b, f + c];
}

/** The least draw that covers both: the charger is at one or the other, nobody knows at which. */
export function either(network: NetworkType, a: Draw, b: Draw): Draw {
  if (a === noDraw) return b;
  if (b === noDraw) return a;
  const leg = legOf(a);
  if (leg >= 0 && leg === legOf(b)) return onLeg(leg as LegIndex, Math.max(a[leg as LegIndex], b[leg as LegIndex]));
  const x = byLine(network, a);
  const y = byLine(network, b);
  const most = [Math.max(x[0], y[0]), Math.max(x[1], y[1]), Math.max(x[2], y[2])] as const;
  return isIt(network) ? [0, 0, 0, ...most] : [...most, 0, 0, 0];
}

/** Whether `draw` loads no line more than `than` does. */
export function isWithin(network: NetworkType, draw: Draw, than: Draw): boolean {
  if (draw === than || draw === noDraw) return true;
  const a = byLine(network, draw);
  const b = byLine(network, than);
  return a[0] <= b[0] && a[1] <= b[1] && a[2] <= b[2];
}
