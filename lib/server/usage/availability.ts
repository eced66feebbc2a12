import type { ChargerAvailability, InstallationAvailability, ListedOutage } from "../../contract/usage";
import type { PresenceWord } from "../../domain/charger/presence";
import { micros } from "../../domain/history/row";
import { datesOfMonth, localDay } from "../../domain/time/local-days";
import type { Charger, Installation, Topology } from "../../domain/topology";
import type { Point } from "../../history/block";
import type { Span } from "../../history/steps";
import type { Starts } from "../../store/sessions/energy-quarters";
import type { Store } from "../../store/store";
import { availabilityOf, type Outage, type PresenceStep } from "../../usage/availability";
import { inBoth, withNow } from "../history/online";
import { chargersAt } from "./energy";

const mostOutages = 20;

interface Asked {
  installation: Installation;
  topology: Topology;
  /** `2026-11`. */
  month: string;
  now: number;
  /** Since when it has been known what is so now, and now, ms; null: it is not. */
  watching: Span | null;
}

/** How far the chargers that hang there now could be heard in a month, and how their starts went; the worst first. */
export async function installationAvailability(
  store: Pick<Store, "sessions" | "history">,
  { installation, topology, month, now, watching }: Asked,
): Promise<InstallationAvailability> {
  const { id, timeZone } = installation;
  const [firstDate, lastDate] = datesOfMonth(month);
  const [from, to] = [localDay(firstDate, timeZone).from, localDay(lastDate, timeZone).to];
  const until = Math.max(from, Math.min(to, now));
  const span = { from, to: until };
  const here = new Set(chargersAt(topology, id, null));
  const chargers = topology.chargers.filter(({ deviceId }) => here.has(deviceId));
  const [presence, starts] = await Promise.all([
    store.history.presence([...here], { from: micros(from), to: micros(until) }),
    store.sessions.starts(id, micros(from), from <= now && now < to ? null : micros(to)),
  ]);
  const watched = inBoth(withNow(presence.watched, watching), [span]);
  const startsOf = new Map(starts.map((one) => [one.deviceId, one]));
  return {
    installationId: id,
    month,
    timeZone,
    from,
    to,
    until,
    watchedMs: watched.reduce((sum, one) => sum + one.to - one.from, 0),
    chargers: chargers
      .map((charger) =>
        told(charger, presence.chargers.get(charger.deviceId) ?? [], watched, span, startsOf.get(charger.deviceId), to),
      )
      .sort(worstFirst),
  };
}

function told(
  { deviceId, name }: Charger,
  points: readonly Point[],
  watched: readonly Span[],
  span: Span,
  starts: Starts | undefined,
  endOfMonth: number,
): ChargerAvailability {
  const { watchedMs, respondingMs, outages } = availabilityOf(points.map(stepOf), watched, span);
  const longest = [...outages]
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, mostOutages)
    .sort((a, b) => b.from - a.from);
  const { sessions = 0, failedStarts = 0, tried = 0, succeeded = 0 } = starts ?? {};
  return {
    deviceId,
    name,
    percent: percentOf(respondingMs, watchedMs),
    watchedMs,
    respondingMs,
    outages: outages.length,
    longest: longest.map((outage) => listed(outage, span.to < endOfMonth)),
    sessions,
    failedStarts,
    tried,
    succeeded,
    successPercent: percentOf(succeeded, tried),
  };
}

const words: ReadonlySet<string> = new Set<PresenceWord>(["online", "silent", "offline", "unknown"]);
const isWord = (raw: string | null): raw is PresenceWord => raw !== null && words.has(raw);
const stepOf = ({ at, raw }: Point): PresenceStep => ({ at: at / 1_000, word: isWord(raw) ? raw : null });

const percentOf = (part: number, whole: number): number | null => (whole > 0 ? (part / whole) * 100 : null);

/** @param isNow the month goes on: what is not over at the end of what is told is not over */
const listed = ({ from, to, goesOn, ...rest }: Outage, isNow: boolean): ListedOutage => ({
  from,
  to: goesOn && isNow ? null : to,
  isFromBefore: rest.isFromBefore,
  cause: rest.cause,
  watchedMs: rest.watchedMs,
});

/** Who responded least, then whose starts failed most; those of which nothing is known come last. */
function worstFirst(a: ChargerAvailability, b: ChargerAvailability): number {
  return (
    (a.percent ?? 101) - (b.percent ?? 101) ||
    (a.successPercent ?? 101) - (b.successPercent ?? 101) ||
    (a.deviceId < b.deviceId ? -1 : 1)
  );
}
