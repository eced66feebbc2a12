import type { DeviceId, InstallationId } from "../domain/ids";
import type { Scope } from "../domain/scope";
import { sees, type Viewer } from "./audience";
import type { Sight } from "./sight";

/** What a set of scopes wants of the fleet, for one set of rights. */
export interface Interest {
  /** Their sums and counts. */
  installations: ReadonlySet<InstallationId>;
  /** All chargers of these. */
  chargersOf: ReadonlySet<InstallationId>;
  /** These chargers with all that their own page shows. */
  chargers: ReadonlySet<DeviceId>;
  said: ReadonlySet<DeviceId>;
  firmware: boolean;
  support: boolean;
}

/** The scopes must have been granted to the viewer (`accessTo`). */
export function interestOf(sight: Sight, viewer: Viewer, scopes: readonly Scope[]): Interest {
  const installations = new Set<InstallationId>();
  const chargersOf = new Set<InstallationId>();
  const chargers = new Set<DeviceId>();
  const said = new Set<DeviceId>();
  let firmware = false;
  let support = false;
  for (const scope of scopes) {
    if (scope.kind === "fleet") {
      for (const id of sight.installationIds()) if (sees(viewer)(id)) installations.add(id);
    } else if (scope.kind === "installation") {
      installations.add(scope.id);
      chargersOf.add(scope.id);
    } else if (scope.kind === "charger") chargers.add(scope.id);
    else if (scope.kind === "said") said.add(scope.id);
    else if (scope.kind === "firmware") firmware = true;
    else support = true;
  }
  return { installations, chargersOf, chargers, said, firmware, support };
}

/** The chargers that a snapshot of this interest holds, each once. */
export function chargersIn(sight: Sight, interest: Interest): DeviceId[] {
  const ids = new Set<DeviceId>();
  for (const installationId of interest.chargersOf) for (const id of sight.chargersOf(installationId)) ids.add(id);
  for (const id of interest.chargers) ids.add(id);
  return [...ids];
}
