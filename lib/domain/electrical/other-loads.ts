import type { NetworkType, Triple } from "../topology";
import { legsOfLines } from "./legs-of-lines";
import { isIt, isSinglePhase, type LineIndex, legsOfLine } from "./phase";

/** By how much what a meter measures may be off its voltages, radians: a power factor of 0.87, to either side. */
const offRadians = Math.PI / 6;

/**
 * What a building draws beside its chargers, per line in A, from a meter of the total and what the chargers draw.
 *
 * TN, and a network with one phase: the difference. All that the chargers of a line draw points one way (cars: power factor 1), so by the triangle inequality
 * a line that is under its fuse stays so when they draw no more than that leaves, whatever the building's power factor.
 *
 * IT: the most that it can be. There neither is at a known angle to the other, and their magnitudes' difference would be the
 * least. Both come apart into pairs (`legsOfLines`, power factor 1), which gives the angle between them in each line; the total is then
 * turned by up to 30 degrees, as far as its power factor may turn it, and the third side is the law of cosines'. It is
 * never less than the building draws where that has a power factor of 0.87 or more and feeds nothing in, and never above the total.
 */
export function otherLoads(network: NetworkType, totalA: Triple<number>, chargersA: Triple<number>): Triple<number> {
  const least = (line: LineIndex) => totalA[line] - chargersA[line];
  if (!isIt(network) || isSinglePhase(network)) return [least(0), least(1), least(2)];
  // Which way the current of a line flows is nothing that a meter of an IT grid could tell.
  const total: Triple<number> = [Math.abs(totalA[0]), Math.abs(totalA[1]), Math.abs(totalA[2])];
  const totals = legsOfLines(network, total);
  const chargers = legsOfLines(network, chargersA);
  const most = (line: LineIndex) => {
    const [a = 0, b = 0] = legsOfLine(network, line);
    const [t, c] = [total[line], chargersA[line]];
    if (t === 0 || c === 0) return t;
    // Two pairs that meet in a line stand 60 degrees apart there.
    const [ta = 0, tb = 0, ca = 0, cb = 0] = [totals[a], totals[b], chargers[a], chargers[b]];
    const angle = Math.atan2(
      Math.abs(ta * cb - tb * ca) * (Math.sqrt(3) / 2),
      ta * ca + tb * cb + (ta * cb + tb * ca) / 2,
    );
    return Math.min(t, Math.sqrt(t * t + c * c - 2 * t * c * Math.cos(Math.min(Math.PI, angle + offRadians))));
  };
  return [most(0), most(1), most(2)];
}
