import type { AvailableView, InstallationView } from "../../../lib/contract/view";
import { type Available, availableNow, type MeterReading } from "../../../lib/domain/settings/available";
import type { Installation, Triple } from "../../../lib/domain/topology";

export type Changed = Partial<Pick<Installation, "availableA" | "schedule" | "override">>;
type Known = Pick<
  InstallationView,
  "id" | "name" | "networkType" | "timeZone" | "mainFuseA" | "settings" | "available"
>;

/** The meter's last word as if it had just come, unless it is known to be lost. */
function heard({ source, meter }: AvailableView, now: number): MeterReading | null {
  if (meter === null || source === "meterLost") return null;
  return { ...meter, receivedAt: now, at: now };
}

function installationWith(known: Known, changed: Changed): Installation {
  const { id, name, networkType, timeZone, mainFuseA, settings } = known;
  return { ...settings, ...changed, id, name, networkType, timeZone, mainFuseA, authorisation: { kind: "any" } };
}

/**
 * What would be available at `now` (ms) with other settings, by the same rule that the load management goes by. With a meter it
 * is an estimate: its next word may leave more or less.
 *
 * @param chargersA what all chargers draw per line, in A; needed for a meter of the total alone.
 */
export function availableAfter(known: Known, changed: Changed, chargersA: Triple<number>, now: number): Available {
  return availableNow(installationWith(known, changed), heard(known.available, now), chargersA, now);
}

/** A later instant, ms, and what becomes of the available current then, in A on L1, L2, L3. */
export interface Later {
  at: number;
  fromA: Triple<number>;
  toA: Triple<number>;
}

/** A week, and a day for a clock that is set meanwhile. */
const aheadMs = 8 * 86_400_000;

export const sameAmps = (one: Triple<number>, other: Triple<number>): boolean =>
  one.every((amps, line) => amps === other[line]);

/**
 * The next instant after `now` (ms) that is worth telling of other settings. Where they change something now: when that becomes
 * something else (`fromA`: what holds from now on). Else: when they first make a difference (`fromA`: what would be available then
 * without the change). Null: there is none within a week after what is set by hand. With a meter as heard now.
 */
export function laterAfter(
  known: Known,
  changed: Changed,
  chargersA: Triple<number>,
  now: number,
  changesNow: boolean,
): Later | null {
  const ampsAt = (by: Changed, at: number) => availableAfter(known, by, chargersA, at).availableA;
  // A meter's word would end every 30 s: what people and the clock allow is what changes at an instant that is known.
  const nextAt = (by: Changed, at: number) =>
    availableNow({ ...installationWith(known, by), meter: null }, null, chargersA, at).nextChangeAt ?? Infinity;
  const heldUntil = Math.max(now, known.settings.override?.until ?? now, changed.override?.until ?? now);
  const held = ampsAt(changed, now);
  for (let at = now; ; ) {
    at = Math.min(nextAt({}, at), nextAt(changed, at));
    if (at > heldUntil + aheadMs) return null;
    const [fromA, toA] = [changesNow ? held : ampsAt({}, at), ampsAt(changed, at)];
    if (!sameAmps(fromA, toA)) return { at, fromA, toA };
  }
}
