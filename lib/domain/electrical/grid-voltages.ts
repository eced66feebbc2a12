import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import { legsOf, type TerminalIndex } from "./phase";
import { togetherAt } from "./voltages";

type Voltages = Triple<Reading<number> | null>;

/** 230 V - 10 % (EN 50160, 4.2.2), V. */
export const lowestV = 207;
/**
 * A voltage below this beside a healthy one is that of a phase that is missing: what is left of it comes back through loads
 * between the phases (on IT half of 230 V), V. Our own threshold, no standard's.
 */
export const missingV = 138;
/** Below this nothing feeds a terminal, V. Our own threshold: behind an open relay 0.1 to 5 V were seen, and extra-low voltage ends here (IEC 61140). */
export const deadV = 50;
/** By how much one of three voltages between lines may exceed the sum of the others: what a meter may be off. */
const offTriangle = 1.1;

const three = [0, 1, 2] as const;

/**
 * Those of a charger's voltages that are the grid's; null in place of the others. Many chargers measure behind their relay:
 * while it is open, or does not connect a terminal, they tell some volts that come from nothing. A charger that speaks has
 * power, so voltages that are all near 0 are not its supply's. Of one that is near 0 beside others it counts whether the charger
 * measures at its input: then it has told a voltage that is healthy, or two that are not dead, while the relays of these were open.
 * Else what was told behind an open relay counts only where none is near 0. On IT, three voltages that no three lines can have are
 * not the grid's either: such are told as a relay opens.
 *
 * @param closed whether the relay of each terminal was closed when its voltage was told.
 */
export function gridVoltages(
  network: NetworkType,
  rotation: Rotation,
  voltages: Voltages,
  closed: Triple<boolean>,
): Voltages {
  const legs = legsOf(network, rotation);
  const wired = three.filter((t) => legs[t] !== null && voltages[t] !== null);
  const counting = countingOf(network, wired, voltages, closed);
  const of = (t: TerminalIndex) => {
    const reading = voltages[t];
    if (reading === null) return null;
    return (legs[t] === null ? reading.value >= deadV : counting.includes(t)) ? reading : null;
  };
  return [of(0), of(1), of(2)];
}

function countingOf(
  network: NetworkType,
  wired: readonly TerminalIndex[],
  voltages: Voltages,
  closed: Triple<boolean>,
): readonly TerminalIndex[] {
  const volts = (t: TerminalIndex) => voltages[t]?.value ?? 0;
  if (network === "IT3" && !canBeBetweenLines(voltages)) return [];
  if (wired.every((t) => volts(t) >= deadV)) return wired;
  const open = wired.filter((t) => !closed[t]);
  const atInput = open.some((t) => volts(t) >= lowestV) || open.filter((t) => volts(t) >= missingV).length > 1;
  if (atInput) return wired;
  const behindClosed = wired.filter((t) => closed[t]);
  return behindClosed.some((t) => volts(t) >= deadV) ? behindClosed : [];
}

/** Whether three voltages of one time can be those between three lines: as vectors they add up to nothing. */
function canBeBetweenLines(voltages: Voltages): boolean {
  if (togetherAt(voltages) === null) return true;
  const volts = voltages.map((reading) => reading?.value ?? 0);
  const most = Math.max(...volts);
  const others = volts.reduce((sum, each) => sum + each, 0) - most;
  return most <= others * offTriangle;
}
