import { expect, test } from "vitest";
import type { Actor } from "./actor";
import { chargerScope, type Deed, installationScope, may, organisation, permissions, seesAll } from "./permissions";
import { roles } from "./person";

const own = "mine";
const foreign = "other";
const owner: Actor = { id: "o", role: "owner", installationIds: [own] };
const manager: Actor = { id: "m", role: "manager", installationIds: [own] };
const support: Actor = { id: "s", role: "support", installationIds: [] };
const wall: Actor = { id: "wall 1", kind: "wall", installationId: own };
const actors = [owner, manager, support, wall];

// Said here once more, by what each role is for: the table must not be its own witness. In the order of `actors`.
const ofInstallation = {
  seeInstallation: "yes yes yes no",
  seeWall: "yes yes yes yes",
  changeInstallationSettings: "yes no yes no",
  manageWallLinks: "yes no yes no",
  seePrices: "yes no no no",
  changePrices: "yes no no no",
  seeTagNames: "yes no no no",
  changeTagNames: "yes no no no",
  seeReports: "yes no no no",
  closeMonth: "yes no no no",
  erasePerson: "yes no no no",
} as const;
const ofCharger = {
  seeCharger: "yes yes yes no",
  start: "yes yes yes no",
  stop: "yes yes yes no",
  restart: "yes yes yes no",
  upgradeFirmware: "yes no yes no",
  changeChargerSettings: "yes no yes no",
  seeSent: "no no yes no",
  seeMessages: "no no yes no",
  seeSessions: "yes yes yes no",
  seeSigned: "yes no yes no",
  seeSessionNames: "yes no yes no",
  seeAddresses: "no no yes no",
} as const;
const ofOrganisation = {
  seeInstallations: "yes yes yes no",
  openSessions: "yes yes yes no",
  openReports: "yes no no no",
  search: "yes yes yes no",
  seeFirmware: "yes yes yes no",
  seeSupport: "no no yes no",
  seeTopology: "no no yes no",
  assignCharger: "no no yes no",
  enterAvailableVersion: "no no yes no",
} as const;

const entries = <T extends object>(of: T) => Object.entries(of) as [keyof T, string][];
const words = (who: (actor: Actor) => boolean) => actors.map((actor) => (who(actor) ? "yes" : "no")).join(" ");
const supportAlone = (who: (actor: Actor) => boolean) => words(who).replace(/^no no (yes|no) no$/, "$1");

test.each(entries(ofInstallation))("%s: owner, manager, support, wall: %s", (deed, who) => {
  expect(words((actor) => may(actor, deed, installationScope(own)))).toBe(who);
  // Elsewhere nobody but support may do anything, and support what it may do everywhere.
  const [, , ofSupport] = who.split(" ");
  expect(supportAlone((actor) => may(actor, deed, installationScope(foreign)))).toBe(ofSupport);
});

test.each(entries(ofCharger))("%s: owner, manager, support, wall: %s", (deed, who) => {
  expect(words((actor) => may(actor, deed, chargerScope(own)))).toBe(who);
  for (const elsewhere of [foreign, null])
    expect(supportAlone((actor) => may(actor, deed, chargerScope(elsewhere)))).toBe("yes");
});

test.each(entries(ofOrganisation))("%s: owner, manager, support, wall: %s", (deed, who) => {
  expect(words((actor) => may(actor, deed, organisation))).toBe(who);
});

test("every deed is judged here", () => {
  const judged: Deed[] = [...entries(ofInstallation), ...entries(ofCharger), ...entries(ofOrganisation)].map(
    ([deed]) => deed,
  );
  expect(judged.sort()).toEqual(Object.keys(permissions).sort());
});

test("support sees all installations, whatever is given to them", () => {
  expect(roles.filter(seesAll)).toEqual(["support"]);
});
