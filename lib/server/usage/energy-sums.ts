import { dayUs } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Span } from "../../history/steps";
import type { Store } from "../../store/store";
import { addDay, addQuietDay, emptySums, type QuarterSums } from "../../usage/quarter-sums";

const dayMs = dayUs / 1_000;

/**
 * The energy of chargers, quarter-hour by quarter-hour. A day (UTC) of a charger without a session counts as 0 where it told anything on
 * that day, and else as unknown, from the first day on of which anything is kept of it.
 * @param span full quarter-hours, ms; nothing after `now` counts
 * @param heardAt when a charger was last heard, ms; 0: never
 */
export async function energySums(
  store: Pick<Store, "sessions" | "history">,
  deviceIds: readonly DeviceId[],
  span: Span,
  now: number,
  heardAt: (deviceId: DeviceId) => number,
): Promise<QuarterSums> {
  const sums = emptySums(span.from, Math.min(span.to, Math.ceil(now / quarterMs) * quarterMs));
  if (sums.count === 0 || deviceIds.length === 0) return sums;
  const days = {
    first: Math.floor(sums.from / dayMs),
    last: Math.floor((sums.from + sums.count * quarterMs - 1) / dayMs),
  };
  const [energy, told] = await Promise.all([
    store.sessions.energy(deviceIds, days),
    store.history.toldDays(deviceIds, days),
  ]);
  for (const day of energy.days) addDay(sums, day);
  for (const id of deviceIds) {
    const withSession = energy.withSession.get(id);
    const known = told.get(id);
    const heardOn = Math.floor(heardAt(id) / dayMs);
    const isHeard = (day: number) => day === heardOn || known?.days.has(day) === true;
    let isThere = known?.isFromBefore === true;
    for (let day = days.first; day <= days.last; day += 1) {
      const hadSession = withSession?.has(day) === true;
      isThere ||= hadSession || isHeard(day);
      if (isThere && !hadSession) addQuietDay(sums, day, isHeard(day));
    }
  }
  return sums;
}
