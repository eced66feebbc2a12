import type { KnownKey, ObservationKey } from "../../domain/charger/observation";
import { observationRows } from "./tables/observation-rows";
import { toldAs } from "./words";

const keys: readonly KnownKey[] = [
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "voltage1V",
  "voltage2V",
  "voltage3V",
];
const units: ReadonlySet<string | null> = new Set(["°C", "%", "dBm or %"]);
const rows = observationRows.filter(({ key, unit }) => units.has(unit) || keys.some((one) => one === key));
const ids = new Set(rows.map(({ id }) => id));

/** The keys of these. */
export const measurements: readonly ObservationKey[] = rows.map(({ key }) => toldAs(key)?.key ?? key);

const names = /"ObservationId"(?:\s*:\s*(-?\d+)\s*[,}])?/g;

/**
 * Whether a telemetry payload tells measurements alone (powers, currents, voltages, temperatures, humidity, signal): what may be
 * dropped first for want of room. Energy is none: it belongs to its session. Looks at the text, which is several times faster than
 * parsing it; what has an escape in it, or an id that is no plain number, counts as more than measurements. Never throws.
 */
export function tellsMeasurementsOnly(payload: Buffer): boolean {
  const text = payload.toString("latin1");
  if (text.includes("\\")) return false;
  let measurements = 0;
  for (const [, id] of text.matchAll(names)) {
    if (id === undefined || !ids.has(Number(id))) return false;
    measurements += 1;
  }
  return measurements > 0;
}
