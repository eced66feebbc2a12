import { lineCurrents } from "../../domain/electrical/line-currents";
import type { DeviceId } from "../../domain/ids";
import type { Reading } from "../../domain/reading";
import { networkOf, rotationOf } from "../phases/electric";
import type { Fleet } from "../state/fleet";

/** A point of the last hour: instant, power in W, and A on L1, L2, L3; null where nothing was known. */
export type ChartPoint = [
  at: number,
  powerW: number | null,
  l1A: number | null,
  l2A: number | null,
  l3A: number | null,
];

/** A charger's last hour before `now`, oldest first; a value holds until the next point. Currents per line, un-rotated. */
export function historyOf(fleet: Fleet, deviceId: DeviceId, now: number = Number.NEGATIVE_INFINITY): ChartPoint[] {
  const charger = fleet.chargers.get(deviceId);
  const history = charger?.history;
  if (charger === undefined || history === null || history === undefined) return [];
  const network = networkOf(charger);
  const rotation = rotationOf(charger);
  const points: ChartPoint[] = [];
  for (let i = history.firstSince(now); i < history.length; i += 1) {
    const at = history.at(i);
    const [power, ...currents] = history.sample(i);
    const reading = (value: number): Reading<number> | null => (Number.isNaN(value) ? null : { value, at });
    const lines = lineCurrents(network, rotation, [reading(currents[0]), reading(currents[1]), reading(currents[2])]);
    const [l1, l2, l3] = lines.map((line) => (line.reading === null ? null : round(line.reading.value)));
    points.push([at, Number.isNaN(power) ? null : round(power), l1 ?? null, l2 ?? null, l3 ?? null]);
  }
  return points;
}

/** Kept in single precision: what is beyond it is noise. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
