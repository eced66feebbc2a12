import type { Available } from "../../lib/domain/available";
import type { Triple } from "../../lib/domain/topology";
import { availableAfter, type Changed } from "./after";
import { type Effect, effectOf } from "./effect";
import type { Override } from "./overridden";
import { useSnapshot } from "./use-snapshot";

export interface Foreseen {
  after: Available;
  effect: Effect;
  /** What would be set by hand; null: nothing. */
  override: Override | null;
  /** A building's meter may leave less at any time. */
  metered: boolean;
}

/** What a change of the available current would do now; null: the change is not complete, or nothing is known. */
export function useEffectOf(installationId: string, changed: Changed | null): Foreseen | null {
  const { state, now } = useSnapshot();
  const installation = state?.installations[installationId];
  if (changed === null || !state || !installation) return null;
  const { lines } = installation.phases;
  const drawn: Triple<number> = [lines[0].currentA ?? 0, lines[1].currentA ?? 0, lines[2].currentA ?? 0];
  const after = availableAfter(installation, changed, drawn, now);
  const chargers = [...state.chargers.values()].filter((charger) => charger.installationId === installationId);
  const effect = effectOf(installation, chargers, after.availableA);
  const override = changed.override === undefined ? installation.settings.override : changed.override;
  return { after, effect, override, metered: installation.settings.meter !== null };
}
