import { energyStep, pulseIntervalS } from "../charger/cadence";
import { sessionKwh } from "../charger/power";
import type { ChargerState } from "../charger/state";

/** While current flows the battery is looked at so often, ms; as it begins, sooner. */
const flowMs = 60_000;
const beginMs = 5_000;
/** Who waits for current asks so often, ms. */
const waitMs = 60_000;

/** When something of a charger changes by time alone, ms: later than `now`. */
export function nextAt(s: ChargerState, now: number): number {
  const due = s.todo.filter(({ what }) => !s.down || what === "boot").map(({ at }) => at);
  const times = s.down ? due : [...due, ...cadenceOf(s), ...flowOf(s, now), ...waitOf(s, now)];
  return Math.max(now + 1, Math.ceil(Math.min(...times)));
}

const cadenceOf = ({ cadence: { powerDueAt, climateAt, meterAt } }: ChargerState): number[] => [
  powerDueAt ?? Number.POSITIVE_INFINITY,
  climateAt,
  meterAt,
];

function flowOf(s: ChargerState, now: number): number[] {
  if (!s.contactor) return [];
  if (s.powerW === 0) return [now + beginMs];
  const told = s.cadence.energyKwh;
  const leftKwh = told + energyStep(told) - sessionKwh(s);
  return [now + Math.min(flowMs, (leftKwh / s.powerW) * 3_600_000_000 + 1)];
}

function waitOf(s: ChargerState, now: number): number[] {
  const waits = s.mode === 2 && s.allocation === null ? [s.cadence.requestAt, now + waitMs] : [];
  const decidesAt = s.linkSince + 2_000 * pulseIntervalS(s) + 1;
  return s.linkUp || s.offlineOperation ? waits : [...waits, decidesAt];
}
