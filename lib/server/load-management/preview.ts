import { lineNames } from "../../domain/electrical/phase";
import type { DeviceId, InstallationId } from "../../domain/ids";
import { availableNow } from "../../domain/settings/available";
import { asHeardNow, type Changed, laterAfter, type Preview } from "../../domain/settings/preview";
import type { Triple } from "../../domain/topology";
import type { Fleet } from "../../fleet/state/fleet";
import { allocationFacts } from "../../fleet/views/allocation-view";
import { installationView } from "../../fleet/views/installation-view";
import { type Memory, newMemory, remember } from "../../load-management/allocation/charger-memory";
import { loadInputOf } from "../../load-management/allocation/load-input";
import { effectOf } from "../../load-management/effect";

const lines = [0, 1, 2] as const;
/** What a reading may be off, A. */
const readingA = 0.5;

/**
 * What a change of an installation's settings would do now and next, as the load management itself would decide; null: no such
 * installation. Nothing is sent, and nothing that it remembers is changed.
 *
 * @param remembered what the load management knows of a charger; null: it begins anew.
 */
export function previewOf(
  fleet: Fleet,
  id: InstallationId,
  changed: Changed,
  remembered: (deviceId: DeviceId) => Memory | null,
  now: number,
): Preview | null {
  const live = fleet.installations.get(id);
  const facts = allocationFacts(fleet, id);
  const view = installationView(fleet, id, now);
  if (live === undefined || facts === null || view === null) return null;
  const { installation, available } = live;
  const meter = asHeardNow(live.meter, available, now);
  const chargersA: Triple<number> = live.meter?.chargersA ?? [0, 0, 0];
  const after = availableNow({ ...installation, ...changed }, meter, chargersA, now);
  const later = laterAfter(installation, changed, meter, chargersA, now);

  const copies = new Map<DeviceId, Memory>();
  for (const charger of facts.chargers) {
    const copy = structuredClone(remembered(charger.deviceId) ?? newMemory());
    remember(copy, charger, now);
    copies.set(charger.deviceId, copy);
  }
  const input = loadInputOf(facts, (deviceId) => copies.get(deviceId) ?? newMemory(), now);
  const effectWith = (availableA: Triple<number>) =>
    effectOf({ ...input, installation: { ...installation, ...changed }, availableA });

  const { phases } = view;
  const override = changed.override === undefined ? installation.override : changed.override;
  return {
    after,
    beforeA: available.availableA,
    effect: effectWith(after.availableA),
    tooMuchOn: lines
      .filter((line) => (phases.lines[line].currentA ?? 0) > after.availableA[line] + readingA)
      .map((line) => lineNames[line]),
    unheard: facts.chargers.filter(({ presence }) => presence.word !== "online").length,
    reservedA: phases.reservedA ?? null,
    later: later && { ...later, effect: effectWith(later.toA) },
    heldUntil: changed.schedule && override && override.until > now ? override.until : null,
    override,
    metered: installation.meter !== null,
  };
}
