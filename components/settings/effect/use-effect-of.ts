import type { Available } from "../../../lib/domain/settings/available";
import type { Triple } from "../../../lib/domain/topology";
import type { Override } from "../overridden";
import { useSnapshot } from "../use-snapshot";
import { availableAfter, type Changed, type Later, laterAfter, sameAmps } from "./after";
import { type Effect, effectOf } from "./effect";

export interface Foreseen {
  after: Available;
  effect: Effect;
  /** Whether it makes any difference now. */
  changesNow: boolean;
  /** What comes next, and what it means for the cars that are there now; null: nothing does. */
  later: (Later & { effect: Effect }) | null;
  /** Until when something set by hand keeps a changed schedule from counting, ms; null: nothing does. */
  heldUntil: number | null;
  /** What would be set by hand; null: nothing. */
  override: Override | null;
  /** A building's meter may leave less at any time. */
  metered: boolean;
}

/** What a change of the available current would do now and next; null: the change is not complete, or nothing is known. */
export function useEffectOf(installationId: string, changed: Changed | null): Foreseen | null {
  const { state, now } = useSnapshot();
  const installation = state?.installations[installationId];
  if (changed === null || !state || !installation) return null;
  const { lines } = installation.phases;
  const drawn: Triple<number> = [lines[0].currentA ?? 0, lines[1].currentA ?? 0, lines[2].currentA ?? 0];
  const after = availableAfter(installation, changed, drawn, now);
  const chargers = [...state.chargers.values()].filter((charger) => charger.installationId === installationId);
  const effect = effectOf(installation, chargers, after.availableA);
  const changesNow = !sameAmps(effect.beforeA, effect.afterA);
  const later = laterAfter(installation, changed, drawn, now, changesNow);
  const override = changed.override === undefined ? installation.settings.override : changed.override;
  return {
    after,
    effect,
    changesNow,
    later: later && { ...later, effect: effectOf(installation, chargers, later.toA) },
    heldUntil: changed.schedule && override && override.until > now ? override.until : null,
    override,
    metered: installation.settings.meter !== null,
  };
}
