import type { DeviceId } from "../domain/ids";
import type { CostedQuarter } from "../prices/cost";

/** A session that has something to do with a month. Instants: ms. */
export interface MonthSession {
  deviceId: DeviceId;
  /** Null: nobody is known who charged. */
  tag: string | null;
  begin: number;
  /** Null: it goes on. */
  end: number | null;
  energyWh: number | null;
  meterStartWh: number | null;
  meterEndWh: number | null;
  /** Null: nothing is known of its energy. */
  quarters: readonly CostedQuarter[] | null;
  flags: readonly string[];
}

/** What a meter had counted, Wh, at an instant, ms. */
export interface MeterAt {
  wh: number;
  at: number;
}

/** What some sessions come to in a month. */
export interface SessionSums {
  /** Those that ended in it, and of how many of them the energy is unknown. */
  sessions: number;
  unknownEnergy: number;
  /** Energy that flowed in the month, Wh, by the quarter-hour; and what no quarter-hour is known of, of sessions that ended in it. */
  quarters: Map<number, CostedQuarter>;
  unplacedWh: number;
}

export interface ChargerSums extends SessionSums {
  /** The whole energy of the sessions that ended in the month, Wh, wherever it flowed. */
  sessionWh: number;
  /** Of the first of them at its begin, of the last at its end; null: none tells it. */
  meterStart: MeterAt | null;
  meterEnd: MeterAt | null;
}

export interface MonthSums {
  /** By tag; null: nobody is known. */
  people: Map<string | null, SessionSums>;
  chargers: Map<DeviceId, ChargerSums>;
  /** Who charged at each of them in the month. */
  users: Map<DeviceId, Set<string | null>>;
  /** Sessions that had begun before the month, that went on after it, and that ended at a time that is not known. */
  fromBefore: number;
  goneOn: number;
  endUnknown: number;
}

interface Span {
  from: number;
  to: number;
}

const noSums = (): SessionSums => ({ sessions: 0, unknownEnergy: 0, quarters: new Map(), unplacedWh: 0 });
const noChargerSums = (): ChargerSums => ({ ...noSums(), sessionWh: 0, meterStart: null, meterEnd: null });

export const emptyMonth = (): MonthSums => ({
  people: new Map(),
  chargers: new Map(),
  users: new Map(),
  fromBefore: 0,
  goneOn: 0,
  endUnknown: 0,
});

function orNew<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * Adds a session to the sums of a month: its energy by quarter-hours belongs to the month in which they begin, the session itself to the
 * month in which it ended. Sessions may come in any order; those that have nothing to do with the month add nothing.
 */
export function addSession(sums: MonthSums, month: Span, session: MonthSession): void {
  const { begin, end, flags } = session;
  const endsHere = end !== null && end >= month.from && end < month.to;
  const here = (session.quarters ?? []).filter(({ at }) => at >= month.from && at < month.to);
  if (!endsHere && here.length === 0 && (begin >= month.to || (end !== null && end < month.from))) return;
  if (begin < month.from && (endsHere || here.length > 0)) sums.fromBefore += 1;
  if (begin < month.to && (end === null || end >= month.to)) sums.goneOn += 1;
  if (endsHere && flags.includes("endUnknown")) sums.endUnknown += 1;
  const unplacedWh = endsHere ? unplacedOf(session) : 0;
  orNew(sums.users, session.deviceId, () => new Set()).add(session.tag);
  const charger = orNew(sums.chargers, session.deviceId, noChargerSums);
  for (const sum of [orNew(sums.people, session.tag, noSums), charger]) {
    for (const quarter of here) addQuarter(sum.quarters, quarter);
    sum.unplacedWh += unplacedWh;
    if (!endsHere) continue;
    sum.sessions += 1;
    if (session.energyWh === null) sum.unknownEnergy += 1;
  }
  if (endsHere) addMeter(charger, session, end);
}

/** What of a session's energy is in no quarter-hour, Wh. */
function unplacedOf({ energyWh, quarters }: MonthSession): number {
  const placed = (quarters ?? []).reduce((sum, { wh }) => sum + wh, 0);
  return Math.max(0, (energyWh ?? 0) - placed);
}

function addQuarter(quarters: Map<number, CostedQuarter>, { at, wh, isEstimated }: CostedQuarter): void {
  const known = quarters.get(at);
  if (known === undefined) quarters.set(at, { at, wh, isEstimated });
  else quarters.set(at, { at, wh: known.wh + wh, isEstimated: known.isEstimated || isEstimated });
}

function addMeter(
  charger: ChargerSums,
  { begin, energyWh, meterStartWh, meterEndWh }: MonthSession,
  end: number,
): void {
  charger.sessionWh += energyWh ?? 0;
  if (meterStartWh !== null && (charger.meterStart === null || begin < charger.meterStart.at))
    charger.meterStart = { wh: meterStartWh, at: begin };
  if (meterEndWh !== null && (charger.meterEnd === null || end > charger.meterEnd.at))
    charger.meterEnd = { wh: meterEndWh, at: end };
}

/** The energy of some sums in the month, Wh, and how much of it is in quarter-hours that are estimated. */
export function energyOf({ quarters, unplacedWh }: SessionSums): { wh: number; estimatedWh: number } {
  let [wh, estimatedWh] = [unplacedWh, 0];
  for (const quarter of quarters.values()) {
    wh += quarter.wh;
    if (quarter.isEstimated) estimatedWh += quarter.wh;
  }
  return { wh, estimatedWh };
}
