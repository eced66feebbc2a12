import type { DeviceId, InstallationId } from "../ids";
import type { Person, Role } from "./person";
import type { Scope } from "./scope";

type Viewer = Pick<Person, "role" | "installationIds">;

/** Support sees every installation; owners and managers see those given to them. */
function maySeeInstallation(person: Viewer, id: InstallationId): boolean {
  return person.role === "support" || person.installationIds.includes(id);
}

/** A charger is seen with its installation; one that hangs nowhere yet (null) is seen by support alone. */
export function maySeeCharger(person: Viewer, installationId: InstallationId | null): boolean {
  return person.role === "support" || (installationId !== null && maySeeInstallation(person, installationId));
}

/** Who may set what chargers get: available current, schedule, priority, offline current, and make links for a wall. */
export function maySetSettings(role: Role): boolean {
  return role === "owner" || role === "support";
}

/** Pages that not everyone may open. */
export type Page = "installations" | "firmware" | "support";

export function mayOpenPage(person: Viewer, page: Page): boolean {
  return page !== "support" || person.role === "support";
}

/** What a scope or page answers to a person: foreign and unknown look the same. */
export type Access = "granted" | "notFound" | "notAllowed";

export interface Places {
  installationExists(id: InstallationId): boolean;
  /** The installation of a charger; null: it hangs nowhere yet; undefined: no such charger. */
  installationOf(id: DeviceId): InstallationId | null | undefined;
}

/** Whether a person may ask for a scope. `notFound` never tells a foreign id from one that does not exist. */
export function accessToScope(person: Viewer, scope: Scope, places: Places): Access {
  switch (scope.kind) {
    case "fleet":
    case "firmware":
      return "granted";
    case "support":
      return person.role === "support" ? "granted" : "notAllowed";
    case "installation":
    case "wall":
      return places.installationExists(scope.id) && maySeeInstallation(person, scope.id) ? "granted" : "notFound";
    case "charger":
    case "said": {
      const installationId = places.installationOf(scope.id);
      if (installationId === undefined || !maySeeCharger(person, installationId)) return "notFound";
      return scope.kind === "charger" || person.role === "support" ? "granted" : "notAllowed";
    }
  }
}
