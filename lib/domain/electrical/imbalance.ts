import type { NetworkType, Triple } from "../topology";
import { milli } from "./headroom";
import { isIt, type LineIndex, legsOf, legsOfLine } from "./phase";
import { leastOf, mostOf, type PhasePart } from "./phase-sum";
import type { ImbalanceCause, LineSum } from "./phases-view";

const three = [0, 1, 2] as const;
/** What is worth a line on a page, A; and how many of them. */
const leastA = 0.5;
const mostCauses = 3;

export interface Ends {
  high: LineIndex;
  low: LineIndex;
}

/**
 * The line with the largest current and the lowest that is wholly known, by what is certain where they have ranges; null: not
 * known, or nothing certain lies between them.
 */
export function ends(lines: Triple<LineSum>): Ends | null {
  let high: LineIndex = 0;
  let low: LineIndex | null = null;
  for (const line of three) {
    if (leastOf(lines[line]) > leastOf(lines[high])) high = line;
    if (!lines[line].atLeast && (low === null || mostOf(lines[line]) < mostOf(lines[low]))) low = line;
  }
  return low === null || leastOf(lines[high]) - mostOf(lines[low]) < leastA ? null : { high, low };
}

/** The currents of the three legs of one charger, A; what is not known counts 0. */
function legAmps(network: NetworkType, part: PhasePart): Triple<number> {
  const legs = legsOf(network, part.rotation);
  const amps: [number, number, number] = [0, 0, 0];
  if (part.zero) return amps;
  for (const t of three) {
    const leg = legs[t];
    if (leg !== null) amps[leg] += part.terminals[t]?.value ?? 0;
  }
  return amps;
}

/**
 * By how many A a charger with these leg currents raises a line that carries the legs `all`. TN: its current. IT: its current
 * as a vector, as far as it points the line's way; the two pairs of a line stand 60 degrees apart (power factor 1). So
 * the shares of all chargers together are the line's current.
 */
function shareOf(network: NetworkType, line: LineIndex, own: Triple<number>, all: Triple<number>): number {
  if (!isIt(network)) return own[line];
  const [a, b] = legsOfLine(network, line);
  if (a === undefined || b === undefined) return 0;
  const length = Math.sqrt(all[a] ** 2 + all[b] ** 2 + all[a] * all[b]);
  if (length === 0) return 0;
  const mixed = (own[a] * all[b] + own[b] * all[a]) / 2;
  return (own[a] * all[a] + own[b] * all[b] + mixed) / length;
}

/**
 * By how many A each charger widens the difference between two lines; negative: it narrows it. Together they are that
 * difference. A charger that is not known counts 0.
 */
export function parted(network: NetworkType, parts: readonly PhasePart[], { high, low }: Ends): number[] {
  const each = parts.map((part) => legAmps(network, part));
  const all: [number, number, number] = [0, 0, 0];
  for (const own of each) for (const leg of three) all[leg] += own[leg];
  return each.map((own) => shareOf(network, high, own, all) - shareOf(network, low, own, all));
}

/** Those chargers that widen the difference between two lines most, in A, largest first, at most three. */
export function causesOf(
  network: NetworkType,
  parts: readonly (PhasePart & { deviceId: string; name: string })[],
  between: Ends,
): ImbalanceCause[] {
  const most: ImbalanceCause[] = [];
  parted(network, parts, between).forEach((currentA, i) => {
    const part = parts[i];
    const last = most.length === mostCauses ? (most[mostCauses - 1]?.currentA ?? 0) : 0;
    if (part === undefined || currentA < leastA || currentA < last) return;
    most.push({ deviceId: part.deviceId, name: part.name, currentA: milli(currentA) });
    most.sort((a, b) => b.currentA - a.currentA || (a.deviceId < b.deviceId ? -1 : 1));
    most.length = Math.min(most.length, mostCauses);
  });
  return most;
}
