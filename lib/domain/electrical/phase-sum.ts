import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import { ItRange } from "./it-range";
import { isIt, isSinglePhase, type LineIndex, legsOf, legsOfLine, lineAmps } from "./phase";
import type { LineSum, PhasesView } from "./phases-view";

/** What `sumPhases` tells of a circuit or an installation. */
export type PhaseSum = Pick<PhasesView, "lines" | "limitA" | "imbalanceA" | "imbalanceAtLeast" | "imbalanceLimitA">;

/** One charger in a sum. */
export interface PhasePart {
  rotation: Rotation;
  /** Readings in A that hold now; null: unknown. What is too old to hold must be given as null. */
  terminals: Triple<Reading<number> | null>;
  /** Online with no car: counts 0, whatever the readings say. */
  zero: boolean;
  /** Voltages in V and power in W that hold now: where they are given, they narrow what IT lines can carry. */
  voltages?: Triple<Reading<number> | null>;
  powerW?: Reading<number> | null;
}

const all = 0b111;

/** The least and the most of what is known of a line, in A. */
export const leastOf = ({ rangeA, currentA }: LineSum): number => rangeA?.[0] ?? currentA ?? 0;
export const mostOf = ({ rangeA, currentA }: LineSum): number => rangeA?.[1] ?? currentA ?? 0;

/**
 * Sums chargers per line of their circuit or installation, un-rotated, in A; on IT as vectors with power factor 1, and with
 * a range where the measured power factors leave the angles open (see `ItRange`). A part that is unknown
 * makes every line it may load "at least"; that holds on IT too, since a further current never lowers a line's (see
 * `lineAmps`). A line with parts of which none is known is null. `at` is the oldest instant among the line's known parts.
 */
export function sumLines(network: NetworkType, parts: readonly PhasePart[]): Triple<LineSum> {
  const amps: [number, number, number] = [0, 0, 0];
  const at: [number, number, number] = [Infinity, Infinity, Infinity];
  /** Legs with an unknown part, and legs with a known one, as bits. */
  let unknown = 0;
  let known = 0;
  const range = isIt(network) ? new ItRange() : null;
  for (const part of parts) {
    const legs = legsOf(network, part.rotation);
    let wired = false;
    for (const t of [0, 1, 2] as const) {
      const leg = legs[t];
      if (leg === null) continue;
      wired = true;
      known |= part.zero ? 1 << leg : 0;
      if (part.zero) continue;
      const reading = part.terminals[t];
      if (!reading) {
        unknown |= 1 << leg;
        continue;
      }
      known |= 1 << leg;
      amps[leg] += reading.value;
      if (reading.at < at[leg]) at[leg] = reading.at;
    }
    if (!wired && !part.zero) unknown = all;
    if (range !== null && !part.zero) range.addCharger(part, legs);
  }
  const lineA = lineAmps(network, amps);
  const line = (index: LineIndex): LineSum => {
    const legs = legsOfLine(network, index);
    const atLeast = legs.some((leg) => unknown & (1 << leg));
    const nothing = atLeast && !legs.some((leg) => known & (1 << leg));
    const instant = Math.min(...legs.map((leg) => at[leg]));
    const rangeA = nothing ? undefined : range?.of(index);
    return {
      currentA: nothing ? null : lineA[index],
      atLeast,
      at: Number.isFinite(instant) ? instant : null,
      ...(rangeA === undefined ? {} : { rangeA }),
    };
  };
  return [line(0), line(1), line(2)];
}

/**
 * Sums chargers per line of their circuit or installation (`sumLines`), and what lies between the lines.
 *
 * The imbalance is the largest difference between two lines. With unknown parts it is the largest difference that is
 * certain: from the highest lower bound down to the lowest line that is wholly known. With no such line it is null.
 * Where lines have ranges it is the least: from the least of one line down to the most of another, and "at least". A network
 * with one phase has none, and no limit of it.
 */
export function sumPhases(
  network: NetworkType,
  parts: readonly PhasePart[],
  limits: { limitA: Triple<number>; imbalanceLimitA: number | null },
): PhaseSum {
  const lines = sumLines(network, parts);
  if (isSinglePhase(network))
    return { lines, limitA: limits.limitA, imbalanceA: null, imbalanceAtLeast: false, imbalanceLimitA: null };
  const most = lines.filter(({ atLeast }) => !atLeast).map(mostOf);
  return {
    lines,
    limitA: limits.limitA,
    imbalanceA: most.length > 0 ? Math.max(0, Math.max(...lines.map(leastOf)) - Math.min(...most)) : null,
    imbalanceAtLeast: lines.some(({ atLeast, rangeA }) => atLeast || rangeA !== undefined),
    imbalanceLimitA: limits.imbalanceLimitA,
  };
}
