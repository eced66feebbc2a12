import type { NetworkType, Triple } from "../topology";
import { legsOfLines } from "./legs-of-lines";
import { isIt, type LineIndex, lineNames } from "./phase";
import type { LegName, LineSum, NeutralView, VoltagesView } from "./phases-view";

/** A current or voltage as a vector: its length in A or V, its angle in degrees against the voltage of L1, leading positive. */
export interface Phasor {
  name: LegName | "N";
  length: number;
  /** Null: it has no direction that is known. */
  angle: number | null;
  atLeast: boolean;
}

export interface PhasorSet {
  /** Currents of pairs (IT only), then of lines, in A. */
  pairs: Phasor[];
  lines: Phasor[];
  /** TN only. */
  neutral: Phasor | null;
  /** TN: to neutral; IT: between lines. V. */
  voltages: Phasor[];
}

const legAngles: Record<"TN" | "IT", Triple<number>> = { TN: [0, -120, 120], IT: [-30, -90, 30] };
const pairNames: Triple<LegName> = ["L1-L3", "L2-L3", "L1-L2"];
const degrees = 180 / Math.PI;

interface Vector {
  x: number;
  y: number;
}
const vector = (length: number, angle: number): Vector => ({
  x: length * Math.cos(angle / degrees),
  y: length * Math.sin(angle / degrees),
});
const plus = (a: Vector, b: Vector): Vector => ({ x: a.x + b.x, y: a.y + b.y });
const minus = (a: Vector, b: Vector): Vector => ({ x: a.x - b.x, y: a.y - b.y });
const lengthOf = ({ x, y }: Vector) => Math.hypot(x, y);
/** Too short to have a direction, A. */
const nothingA = 0.05;
const angleOf = (of: Vector) => (lengthOf(of) < nothingA ? null : Math.atan2(of.y, of.x) * degrees);

/**
 * Currents and voltages of a place as vectors. ASSUMPTIONS, since chargers tell lengths only: voltages stand 120 degrees apart, and
 * all currents lag theirs by the one measured power factor, by nothing where none is measured. An unknown line has no
 * vector; on IT an unknown line leaves the others without a direction.
 */
export function phasorsOf(
  network: NetworkType,
  of: {
    lines: Triple<LineSum>;
    neutral: NeutralView | null;
    voltages: VoltagesView | null;
    powerFactor: number | null;
  },
): PhasorSet {
  const it = isIt(network);
  const base = legAngles[it ? "IT" : "TN"];
  const lag = of.powerFactor === null ? 0 : Math.acos(Math.min(1, Math.max(0, of.powerFactor))) * degrees;
  const legs: Triple<number> = [base[0] - lag, base[1] - lag, base[2] - lag];
  const told = of.voltages?.voltageV ?? null;
  const voltages =
    told?.map((length, i) => ({
      name: it ? (pairNames[i] ?? "L1-L3") : (lineNames[i] ?? "L1"),
      length,
      angle: base[i] ?? 0,
      atLeast: false,
    })) ?? [];
  return { ...(it ? itCurrents(of.lines, legs) : tnCurrents(of.lines, legs, of.neutral)), voltages };
}

const known = (lines: Triple<LineSum>, angleOfLine: (line: LineIndex) => number | null): Phasor[] =>
  ([0, 1, 2] as const).flatMap((line) => {
    const { currentA, atLeast } = lines[line];
    return currentA === null ? [] : { name: lineNames[line], length: currentA, angle: angleOfLine(line), atLeast };
  });

function tnCurrents(lines: Triple<LineSum>, legs: Triple<number>, neutral: NeutralView | null) {
  const all = known(lines, (line) => legs[line]);
  const sum = all.map(({ length, angle }) => vector(length, angle ?? 0)).reduce(plus, { x: 0, y: 0 });
  const certain = neutral !== null && !neutral.atLeast && all.length === 3;
  return {
    pairs: [],
    lines: all,
    neutral: neutral && {
      name: "N" as const,
      length: neutral.currentA,
      angle: certain ? angleOf(sum) : null,
      atLeast: neutral.atLeast,
    },
  };
}

function itCurrents(lines: Triple<LineSum>, legs: Triple<number>) {
  const [a, b, c] = lines;
  if (a.currentA === null || b.currentA === null || c.currentA === null)
    return { pairs: [], lines: known(lines, () => null), neutral: null };
  const amps = legsOfLines("IT3", [a.currentA, b.currentA, c.currentA]);
  const [l13, l23, l12] = [vector(amps[0], legs[0]), vector(amps[1], legs[1]), vector(amps[2], legs[2])];
  const ofLines: Triple<Vector> = [plus(l13, l12), minus(l23, l12), minus({ x: 0, y: 0 }, plus(l13, l23))];
  const atLeast = lines.some((line) => line.atLeast);
  return {
    pairs: amps.map((length, i) => ({
      name: pairNames[i] ?? "L1-L3",
      length,
      angle: length < nothingA ? null : (legs[i] ?? 0),
      atLeast,
    })),
    lines: known(lines, (line) => angleOf(ofLines[line])),
    neutral: null,
  };
}
