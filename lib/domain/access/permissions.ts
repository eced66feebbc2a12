import type { InstallationId } from "../ids";
import { type Actor, ownInstallations } from "./actor";
import type { Role } from "./person";

/** What a deed is done to. A charger is where its installation is; null: it hangs nowhere yet. */
export type PermissionScope =
  | { kind: "organisation" }
  | { kind: "installation"; id: InstallationId }
  | { kind: "charger"; installationId: InstallationId | null };

/**
 * How far a right reaches. own: the installations given to the actor, and their chargers; of the organisation, the part that
 * concerns them.
 */
export type Reach = "none" | "own" | "all";

/** Who has a right: a role of persons, or the kind of an actor that is no person. */
export type Holder = Role | "wall";

type Holders = Readonly<Record<Holder, Reach>>;

const persons: Holders = { owner: "own", manager: "own", support: "all", wall: "none" };
const personsAndWall: Holders = { ...persons, wall: "own" };
const ownerAndSupport: Holders = { owner: "own", manager: "none", support: "all", wall: "none" };
const ownerAlone: Holders = { owner: "own", manager: "none", support: "none", wall: "none" };
const supportAlone: Holders = { owner: "none", manager: "none", support: "all", wall: "none" };

const to = <S extends PermissionScope["kind"]>(scope: S, holders: Holders) => ({ scope, holders });

/** Who may do and see what: the one list, which routes, pages, the event stream and `docs/roles.md` read. */
export const permissions = {
  seeInstallations: to("organisation", persons),
  seeInstallation: to("installation", persons),
  seeCharger: to("charger", persons),
  openSessions: to("organisation", persons),
  openReports: to("organisation", ownerAlone),
  seeSessions: to("charger", persons),
  seeSigned: to("charger", ownerAndSupport),
  seeSessionNames: to("charger", ownerAndSupport),
  search: to("organisation", persons),
  seeFirmware: to("organisation", persons),
  seeWall: to("installation", personsAndWall),
  start: to("charger", persons),
  stop: to("charger", persons),
  restart: to("charger", persons),
  upgradeFirmware: to("charger", ownerAndSupport),
  changeInstallationSettings: to("installation", ownerAndSupport),
  changeChargerSettings: to("charger", ownerAndSupport),
  manageWallLinks: to("installation", ownerAndSupport),
  seePrices: to("installation", ownerAlone),
  changePrices: to("installation", ownerAlone),
  seeTagNames: to("installation", ownerAlone),
  changeTagNames: to("installation", ownerAlone),
  seeReports: to("installation", ownerAlone),
  closeMonth: to("installation", ownerAlone),
  erasePerson: to("installation", ownerAlone),
  seeSent: to("charger", supportAlone),
  seeMessages: to("charger", supportAlone),
  seeAddresses: to("charger", supportAlone),
  seeSupport: to("organisation", supportAlone),
  seeTopology: to("organisation", supportAlone),
  assignCharger: to("organisation", supportAlone),
  enterAvailableVersion: to("organisation", supportAlone),
};

export type Deed = keyof typeof permissions;
export type ScopeOf<D extends Deed> = Extract<PermissionScope, { kind: (typeof permissions)[D]["scope"] }>;

/** There is one: all that this server looks after. */
export const organisation = { kind: "organisation" } as const;
export const installationScope = (id: InstallationId) => ({ kind: "installation", id }) as const;
export const chargerScope = (installationId: InstallationId | null) => ({ kind: "charger", installationId }) as const;

function isOwn(actor: Actor, scope: PermissionScope): boolean {
  if (scope.kind === "organisation") return true;
  const id = scope.kind === "installation" ? scope.id : scope.installationId;
  return id !== null && ownInstallations(actor).includes(id);
}

export function reachOf(actor: Actor, deed: Deed): Reach {
  return permissions[deed].holders["kind" in actor ? actor.kind : actor.role];
}

/** Whether an actor may do a deed to what `scope` names. What an organisation-wide list shows is judged thing by thing besides. */
export function may<D extends Deed>(actor: Actor, deed: D, scope: ScopeOf<D>): boolean {
  const reach = reachOf(actor, deed);
  return reach === "all" || (reach === "own" && isOwn(actor, scope));
}

/** Whether persons of a role see every installation, whatever is given to them. */
export const seesAll = (role: Role): boolean => permissions.seeInstallation.holders[role] === "all";
