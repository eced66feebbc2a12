import { legsOfLines } from "../../lib/domain/electrical/legs-of-lines";
import { isIt } from "../../lib/domain/electrical/phase";
import type { LineCurrent } from "../../lib/domain/electrical/phases-view";
import type { Reading } from "../../lib/domain/reading";
import type { NetworkType, Triple } from "../../lib/domain/topology";

/** The readings of pairs that a charger's line currents were made of; null: one of them is not known. */
function ofPairs([a, b, c]: Triple<LineCurrent>): Reading<number> | null {
  if (!a.reading || !b.reading || !c.reading) return null;
  const amps = legsOfLines("IT3", [a.reading.value, b.reading.value, c.reading.value]);
  const old = [a, b, c].some(({ reading }) => reading?.old);
  return { value: Math.max(...amps), at: Math.min(a.reading.at, b.reading.at, c.reading.at), ...(old && { old }) };
}

/**
 * What of a charger's currents is to be held against what it was granted, in A: the largest, on TN of its lines, on IT of its pairs.
 * `atLeast`: another one is not known, or old. Null: none is known.
 */
export function mostLoaded(
  network: NetworkType,
  lines: Triple<LineCurrent>,
): (Reading<number> & { atLeast: boolean }) | null {
  if (isIt(network)) {
    const most = ofPairs(lines);
    return most && { ...most, atLeast: false };
  }
  const all = lines.flatMap(({ reading }) => reading ?? []);
  const now = all.filter(({ old }) => !old);
  let most: Reading<number> | null = null;
  for (const reading of now.length > 0 ? now : all) if (most === null || reading.value > most.value) most = reading;
  return most && { ...most, atLeast: now.length < lines.length };
}
