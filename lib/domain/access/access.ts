import type { DeviceId, InstallationId } from "../ids";
import type { Actor } from "./actor";
import { chargerScope, installationScope, may, organisation } from "./permissions";
import type { Scope } from "./scope";

const pageDeeds = {
  installations: "seeInstallations",
  sessions: "openSessions",
  reports: "openReports",
  firmware: "seeFirmware",
  support: "seeSupport",
} as const;

/** Pages that not everyone may open. */
export type Page = keyof typeof pageDeeds;

export const mayOpenPage = (actor: Actor, page: Page): boolean => may(actor, pageDeeds[page], organisation);

/** What a scope or page answers to an actor: foreign and unknown look the same. */
export type Access = "granted" | "notFound" | "notAllowed";

export interface Places {
  installationExists(id: InstallationId): boolean;
  /** The installation of a charger; null: it hangs nowhere yet; undefined: no such charger. */
  installationOf(id: DeviceId): InstallationId | null | undefined;
}

const unless = (refused: Access, granted: boolean): Access => (granted ? "granted" : refused);

/** Whether an actor may ask for a scope. `notFound` never tells a foreign id from one that does not exist. */
export function accessToScope(actor: Actor, scope: Scope, places: Places): Access {
  switch (scope.kind) {
    case "fleet":
      return unless("notAllowed", may(actor, "seeInstallations", organisation));
    case "firmware":
      return unless("notAllowed", may(actor, "seeFirmware", organisation));
    case "support":
      return unless("notAllowed", may(actor, "seeSupport", organisation));
    case "installation":
    case "wall": {
      const deed = scope.kind === "wall" ? "seeWall" : "seeInstallation";
      const there = places.installationExists(scope.id);
      return unless("notFound", there && may(actor, deed, installationScope(scope.id)));
    }
    case "charger":
    case "sent": {
      const installationId = places.installationOf(scope.id);
      if (installationId === undefined) return "notFound";
      const at = chargerScope(installationId);
      if (!may(actor, "seeCharger", at)) return "notFound";
      return unless("notAllowed", scope.kind === "charger" || may(actor, "seeSent", at));
    }
  }
}
