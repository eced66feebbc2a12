import type { Reading } from "../reading";
import type { NetworkType, Rotation, Triple } from "../topology";
import { isIt, type LegIndex, legsOf } from "./phase";
import type { VoltagesView } from "./phases-view";
import { betweenLines, voltageImbalance } from "./voltage-imbalance";

/** One charger's voltages by terminal, in V, as far as they hold now and are the grid's (`gridVoltages`). */
export interface VoltagePart {
  deviceId: string;
  rotation: Rotation;
  voltages: Triple<Reading<number> | null>;
}

/** Told further apart than this, three voltages are not of one time, ms. */
const togetherMs = 60_000;

/** The instant of the oldest of three voltages that belong together; null: they do not, or one is not known. */
export function togetherAt([a, b, c]: VoltagePart["voltages"]): number | null {
  if (!a || !b || !c) return null;
  const oldest = Math.min(a.at, b.at, c.at);
  return Math.max(a.at, b.at, c.at) - oldest > togetherMs ? null : oldest;
}

/**
 * The voltages of an installation or circuit: those of the charger that told all three last, by the installation's lines
 * (on IT: pairs), with their imbalance. Null: none has, or its grid has one phase.
 */
export function newestVoltages(network: NetworkType, parts: readonly VoltagePart[]): VoltagesView | null {
  let newest: VoltagePart | null = null;
  let newestAt = Number.NEGATIVE_INFINITY;
  for (const part of parts) {
    const at = togetherAt(part.voltages);
    if (at === null || at <= newestAt || legsOf(network, part.rotation).includes(null)) continue;
    newest = part;
    newestAt = at;
  }
  if (newest === null) return null;
  const voltageV = byLeg(legsOf(network, newest.rotation), newest.voltages);
  return {
    deviceId: newest.deviceId,
    voltageV,
    at: newestAt,
    imbalancePercent: voltageImbalance(isIt(network) ? voltageV : betweenLines(voltageV)),
    from: isIt(network) ? "lines" : "neutral",
  };
}

function byLeg(legs: Triple<LegIndex | null>, voltages: VoltagePart["voltages"]): Triple<number> {
  const volts: [number, number, number] = [0, 0, 0];
  legs.forEach((leg, t) => {
    if (leg !== null) volts[leg] = voltages[t]?.value ?? 0;
  });
  return volts;
}
