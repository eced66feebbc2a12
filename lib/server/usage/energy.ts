import type { EnergyNow, InstallationEnergy } from "../../contract/usage";
import type { CircuitId, DeviceId } from "../../domain/ids";
import {
  addDays,
  dateAt,
  datesOfMonth,
  type LocalDay,
  localDay,
  localDays,
  monthOf,
} from "../../domain/time/local-days";
import { monthsLater } from "../../domain/time/months";
import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Installation, Topology } from "../../domain/topology";
import type { Span } from "../../history/steps";
import type { Store } from "../../store/store";
import { energyByDay, energyByHourOfWeek, energyByMonth, energyIn, together } from "../../usage/energy";
import { energySums } from "./energy-sums";

export const energyParts = ["day", "month", "hourOfWeek"] as const;

/** Whose energy is asked for, and when. */
export interface EnergyOf {
  installation: Installation;
  /** Null: all circuits. */
  circuitId: CircuitId | null;
  /** Where chargers hang now. */
  topology: Topology;
  now: number;
  heardAt(deviceId: DeviceId): number;
}

type Stores = Pick<Store, "sessions" | "history">;

/** A charger's energy counts where it hangs now. */
export function chargersAt({ circuits, chargers }: Topology, id: string, circuitId: CircuitId | null): DeviceId[] {
  const asked = new Set(
    circuits.flatMap((one) =>
      one.installationId === id && (circuitId === null || one.id === circuitId) ? [one.id] : [],
    ),
  );
  return chargers.flatMap(({ deviceId, circuitId: at }) => (at !== null && asked.has(at) ? [deviceId] : []));
}

const untilOf = (now: number) => Math.ceil(now / quarterMs) * quarterMs;

/** The days of the zone in which the span lies, summed up as is asked for; those that have not begun are left out. */
export async function installationEnergy(
  store: Stores,
  of: EnergyOf,
  span: Span,
  by: (typeof energyParts)[number],
): Promise<InstallationEnergy> {
  const { installation, circuitId, topology, now, heardAt } = of;
  const { id, timeZone } = installation;
  const all = localDays(dateAt(span.from, timeZone), dateAt(span.to - 1, timeZone), timeZone);
  const [from, to] = [all[0]?.from ?? span.from, all.at(-1)?.to ?? span.to];
  const days = all.filter((day) => day.from < now);
  const deviceIds = chargersAt(topology, id, circuitId);
  const sums = await energySums(store, deviceIds, { from, to }, now, heardAt);
  const byDay = energyByDay(sums, days);
  return {
    installationId: id,
    circuitId,
    timeZone,
    chargers: deviceIds.length,
    from,
    to,
    until: Math.max(from, Math.min(to, now)),
    total: together(byDay),
    days: by === "day" ? byDay : null,
    months: by === "month" ? energyByMonth(byDay) : null,
    hours: by === "hourOfWeek" ? energyByHourOfWeek(sums, days, timeZone) : null,
  };
}

/** Today, this month, and the same days of the month before, as far into the last of them as today has come. */
export async function energyNow(store: Stores, of: EnergyOf): Promise<EnergyNow> {
  const { installation, circuitId, topology, now, heardAt } = of;
  const { id, timeZone } = installation;
  const today = localDay(dateAt(now, timeZone), timeZone);
  const [firstDate] = datesOfMonth(monthOf(today.date));
  const month = localDay(firstDate, timeZone);
  const same = sameDays(today, now, timeZone);
  const deviceIds = chargersAt(topology, id, circuitId);
  const span = { from: same?.from ?? month.from, to: today.to };
  const sums = await energySums(store, deviceIds, span, now, heardAt);
  return {
    installationId: id,
    circuitId,
    timeZone,
    chargers: deviceIds.length,
    until: now,
    today: { ...today, ...energyIn(sums, today) },
    month: { firstDate, lastDate: today.date, ...energyIn(sums, { from: month.from, to: untilOf(now) }) },
    before: same && {
      firstDate: same.firstDate,
      lastDate: same.lastDate,
      ...energyIn(sums, { from: same.from, to: same.to }),
    },
  };
}

/** Null: the month before has no such day. */
function sameDays(today: LocalDay, now: number, timeZone: string) {
  const [firstDate, lastOfMonth] = datesOfMonth(monthsLater(monthOf(today.date), -1));
  const lastDate = addDays(firstDate, Number(today.date.slice(8)) - 1);
  if (lastDate > lastOfMonth) return null;
  const last = localDay(lastDate, timeZone);
  const to = Math.min(last.to, last.from + untilOf(now) - today.from);
  return { firstDate, lastDate, from: localDay(firstDate, timeZone).from, to };
}
