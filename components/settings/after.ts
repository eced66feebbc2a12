import { type Available, availableNow, type MeterReading } from "../../lib/domain/available";
import type { Installation, Triple } from "../../lib/domain/topology";
import type { AvailableView, InstallationView } from "../../lib/domain/view";

export type Changed = Partial<Pick<Installation, "availableA" | "schedule" | "override">>;
type Known = Pick<
  InstallationView,
  "id" | "name" | "networkType" | "timeZone" | "mainFuseA" | "settings" | "available"
>;

/** The meter's last word as if it had just come, unless it is known to be lost. */
function heard({ source, meter }: AvailableView, now: number): MeterReading | null {
  if (meter === null || source === "meterLost") return null;
  return { ...meter, receivedAt: now };
}

/**
 * What would be available at `now` (ms) with other settings, by the same rule that the load management goes by. With a meter it
 * is an estimate: its next word may leave more or less.
 *
 * @param chargersA what all chargers draw per line, in A; needed for a meter of the total alone.
 */
export function availableAfter(known: Known, changed: Changed, chargersA: Triple<number>, now: number): Available {
  const { id, name, networkType, timeZone, mainFuseA, settings, available } = known;
  const installation: Installation = {
    ...settings,
    ...changed,
    id,
    name,
    networkType,
    timeZone,
    mainFuseA,
    authorisation: { kind: "any" },
  };
  return availableNow(installation, heard(available, now), chargersA, now);
}
