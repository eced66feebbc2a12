import { canBeFloating } from "../electrical/floating-neutral";
import { lowestV, missingV } from "../electrical/grid-voltages";
import { isIt, itPairs, linesOf, type TerminalIndex } from "../electrical/phase";
import type { LineName } from "../electrical/phases-view";
import type { Triple } from "../topology";
import { type Finding, type Looked, placeOf, wiredOf } from "./finding";

/** 230 V + 10 % (EN 50160, 4.2.2), V. */
export const highestV = 253;
/**
 * Voltages to neutral this far apart, one well above and one well below their mean, are those of a lost neutral; on a
 * loaded grid that keeps its neutral they stay within some 10 V. Our own threshold, V and parts of the mean.
 */
export const apartV = 30;
const apart = 0.05;
/** From here on a voltage looks like one between two lines of a 400 V grid, and not like 230 V that is too high, V. */
const betweenLinesV = 345;
/** Further apart in time than this, voltages say nothing of each other, ms. */
const togetherMs = 60_000;

interface Told {
  terminal: TerminalIndex;
  volts: number;
  at: number;
}

/** A phase missing, neutral perhaps lost, voltage out of 207 to 253 V; of the wired terminals whose voltage holds now. */
export function findVoltage(looked: Looked): Finding[] {
  if (isHealthy(looked.voltages)) return [];
  const told = wiredOf(looked).flatMap((terminal): Told[] => {
    const reading = looked.voltages[terminal];
    return reading ? [{ terminal, volts: reading.value, at: reading.at }] : [];
  });
  // First: near one of its lines a drifted neutral has hardly any voltage to it, as if that phase were missing.
  const neutral = neutralLost(looked, told);
  if (neutral !== null) return [neutral];
  const missing = missingOf(looked, told);
  if (missing.length > 0) return missing;
  return told.flatMap(({ terminal, volts, at }): Finding[] => {
    const place = placeOf(looked, terminal);
    const found = { ...place, value: volts, settleMs: 0, at };
    if (volts >= betweenLinesV) return [{ ...found, kind: "betweenLines", limit: highestV }];
    if (volts < lowestV) return [{ ...found, kind: "voltageLow", limit: lowestV }];
    if (volts > highestV) return [{ ...found, kind: "voltageHigh", limit: highestV }];
    return [];
  });
}

/** Nearly always so: then nothing else is to be looked at. */
function isHealthy([a, b, c]: Looked["voltages"]): boolean {
  let least = highestV;
  let most = lowestV;
  for (const reading of [a, b, c]) {
    if (reading === null) continue;
    if (reading.value < least) least = reading.value;
    if (reading.value > most) most = reading.value;
  }
  return least >= lowestV && most <= highestV && most - least < apartV;
}

function together(told: readonly Told[]): boolean {
  const ats = told.map(({ at }) => at);
  return Math.max(...ats) - Math.min(...ats) <= togetherMs;
}

/** On IT a line that is missing leaves two pairs without their voltage: that line is named. */
function missingOf(looked: Looked, told: readonly Told[]): Finding[] {
  const gone = told.filter(({ volts }) => volts < missingV);
  if (gone.length === 0 || !together(told) || !told.some(({ volts }) => volts >= lowestV)) return [];
  const finding = { kind: "phaseMissing", limit: lowestV, settleMs: 0 } as const;
  const [first, second] = gone;
  if (isIt(looked.network) && first && second) {
    const value = Math.max(first.volts, second.volts);
    const line = sharedLine(looked, first.terminal, second.terminal);
    return [{ ...finding, line, terminal: null, value, at: Math.max(first.at, second.at) }];
  }
  return gone.map(({ terminal, volts, at }) => ({ ...finding, ...placeOf(looked, terminal), value: volts, at }));
}

const names = ["L1", "L2", "L3"] as const;

/** The installation's line that two pairs of terminals have in common. */
function sharedLine({ rotation }: Looked, a: TerminalIndex, b: TerminalIndex): LineName | null {
  const shared = itPairs[a].find((terminal) => itPairs[b].includes(terminal));
  const line = shared === undefined ? null : linesOf(rotation)[shared];
  return line === null ? null : names[line];
}

function neutralLost({ network }: Looked, told: readonly Told[]): Finding | null {
  const [a, b, c] = told;
  if (network !== "TN3" || !a || !b || !c || !together(told)) return null;
  const volts: Triple<number> = [a.volts, b.volts, c.volts];
  const mean = volts.reduce((sum, each) => sum + each, 0) / volts.length;
  const most = Math.max(...volts);
  const least = Math.min(...volts);
  if (most - least < apartV || most < mean * (1 + apart) || least > mean * (1 - apart)) return null;
  if (!canBeFloating(volts)) return null;
  const at = Math.max(...told.map((each) => each.at));
  return { kind: "neutralLost", line: null, terminal: null, value: most - least, limit: apartV, settleMs: 0, at };
}
