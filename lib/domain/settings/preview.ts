import type { LineName } from "../electrical/phases-view";
import type { Installation, Triple } from "../topology";
import { type Available, availableNow, type MeterReading } from "./available";

/** What is to be changed; what is left out stays. */
export type Changed = Partial<
  Pick<Installation, "availableA" | "schedule" | "override" | "switchCurrentA" | "imbalanceLimitA">
>;

/** What becomes of the cars that are there now with another available current, as the load management would share it. */
export interface Effect {
  /** Cars that charge now, and how many of them would keep current. */
  charging: number;
  keep: number;
  /** Cars that wait for current, and how many of them would get some. */
  waiting: number;
  couldStart: number;
}

/** A later instant, ms, and what becomes of the available current then, in A on L1, L2, L3. */
export interface Later {
  at: number;
  fromA: Triple<number>;
  toA: Triple<number>;
}

/** What a change of settings would do, reckoned from what is known now: an estimate, since cars come, go and change. */
export interface Preview {
  after: Available;
  /** What is available now, in A on L1, L2, L3. */
  beforeA: Triple<number>;
  effect: Effect;
  /** Lines on which more is drawn now than there would be. */
  tooMuchOn: LineName[];
  /** Chargers that cannot be heard. */
  unheard: number;
  /** What the load management keeps free for those, in A on L1, L2, L3; null: nothing is known of it. */
  reservedA: Triple<number> | null;
  /** What comes next, and what it means for the cars that are there now; null: nothing does. */
  later: (Later & { effect: Effect }) | null;
  /** Until when something set by hand keeps a changed schedule from counting, ms; null: nothing does. */
  heldUntil: number | null;
  /** What would be set by hand; null: nothing. */
  override: Installation["override"];
  /** A building's meter may leave less at any time. */
  metered: boolean;
}

/** The meter's last word as if it had just come, unless it is known to be lost. */
export function asHeardNow(meter: MeterReading | null, { source }: Available, now: number): MeterReading | null {
  return meter === null || source === "meterLost" ? null : { ...meter, receivedAt: now, at: now };
}

/** A week, and a day for a clock that is set meanwhile. */
const aheadMs = 8 * 86_400_000;

export const sameAmps = (one: Triple<number>, other: Triple<number>): boolean =>
  one.every((amps, line) => amps === other[line]);

/**
 * The next instant after `now` (ms) that is worth telling of other settings. Where they change something now: when that becomes
 * something else (`fromA`: what holds from now on). Else: when they first make a difference (`fromA`: what would be available then
 * without the change). Null: there is none within a week after what is set by hand. With a meter as heard now.
 *
 * @param chargersA what all chargers draw per line, in A; needed for a meter of the total alone.
 */
export function laterAfter(
  installation: Installation,
  changed: Changed,
  meter: MeterReading | null,
  chargersA: Triple<number>,
  now: number,
): Later | null {
  const ampsAt = (by: Changed, at: number) => {
    const heard = meter && { ...meter, receivedAt: at, at };
    return availableNow({ ...installation, ...by }, heard, chargersA, at).availableA;
  };
  // A meter's word would end every 30 s: what people and the clock allow is what changes at an instant that is known.
  const nextAt = (by: Changed, at: number) =>
    availableNow({ ...installation, ...by, meter: null }, null, chargersA, at).nextChangeAt ?? Infinity;
  const heldUntil = Math.max(now, installation.override?.until ?? now, changed.override?.until ?? now);
  const held = ampsAt(changed, now);
  const changesNow = !sameAmps(ampsAt({}, now), held);
  for (let at = now; ; ) {
    at = Math.min(nextAt({}, at), nextAt(changed, at));
    if (at > heldUntil + aheadMs) return null;
    const [fromA, toA] = [changesNow ? held : ampsAt({}, at), ampsAt(changed, at)];
    if (!sameAmps(fromA, toA)) return { at, fromA, toA };
  }
}
