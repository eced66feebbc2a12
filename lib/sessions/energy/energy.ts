import { isPlausibleSession } from "../../domain/charger/plausible";
import type { Flow } from "../flow";
import type { Flag, SessionEnergy, ToldRecord } from "../types";
import type { Counter } from "./counter";
import type { SessionMeter } from "./session-meter";
import { wholeWh } from "./watt-hours";

/** What two figures of one energy may differ by. */
const agreeWithin = 0.02;
/** And whatever the energy: of the record, whose digits end; of the counter, told in steps of 0.5 kWh; of power, told when it moved by 0.2 kW (wire.md 5), Wh. */
const floorsWh = { record: 2, counter: 500, power: 100 };

const differ = (a: number | null, b: number | null, floorWh: number): boolean =>
  a !== null && b !== null && Math.abs(a - b) > Math.max(floorWh, agreeWithin * Math.max(a, b));

/** Puts side by side what is known of a session's energy: the meter counts before the charger's total, that before its counter, that before the power. */
export function energyOf(
  meter: SessionMeter,
  told: ToldRecord | null,
  counter: Counter,
  { powerWh, isPowerWhole }: Pick<Flow, "powerWh" | "isPowerWhole">,
  ratedA: number,
): { energy: SessionEnergy; flags: Flag[] } {
  const record = told?.record ?? null;
  const chargerWh = record?.energyKwh == null ? null : wholeWh(record.energyKwh);
  const chargerCounts = record !== null && chargerWh !== null && isPlausibleSession(record, ratedA);
  const counterWh = counter.points.at(-1)?.wh ?? null;
  const candidates = [
    { wh: meter.counts ? meter.wh : null, source: "meter" },
    { wh: chargerCounts ? chargerWh : null, source: "charger" },
    { wh: counterWh, source: "counter" },
    { wh: isPowerWhole ? powerWh : null, source: "power" },
  ] as const;
  const counting = candidates.find(({ wh }) => wh !== null);
  const wh = counting?.wh ?? null;
  const flags: Flag[] = [];
  if (chargerWh !== null && !chargerCounts) flags.push("implausibleEnergy");
  if (!meter.counts) flags.push("noMeter");
  if (differ(meter.wh, chargerWh, floorsWh.record)) flags.push("energyDiffers");
  if (differ(wh, counterWh, floorsWh.counter)) flags.push("counterDiffers");
  if (isPowerWhole && differ(wh, powerWh, floorsWh.power)) flags.push("powerDiffers");
  const energy: SessionEnergy = {
    wh,
    source: counting?.source ?? null,
    meterWh: meter.wh,
    chargerWh,
    counterWh,
    powerWh,
    isPowerWhole,
  };
  return { energy, flags };
}
