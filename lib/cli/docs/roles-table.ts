import { type Deed, type Holder, permissions, type Reach } from "../../domain/access/permissions";

// In the order in which a reader looks for them.
const deedWords: Record<Deed, string> = {
  seeInstallations: "open the list of installations",
  seeInstallation: "see an installation: its phases, circuits and chargers, and what is set for it",
  seeCharger: "see a charger: its state, session, timeline and commands",
  openSessions: "open the list of charging sessions",
  openReports: "open the reports of months",
  seeSessions: "see charging sessions, with energy and tags",
  seeSigned: "see the verdict on a session's signed meter readings, and get them",
  seeSessionNames: "see by whom a session was paused",
  search: "search for a charger",
  seeFirmware: "see which charger runs which firmware",
  seeWall: "see an installation's wall, which shows no names and no tags",
  start: "start charging",
  stop: "stop charging",
  restart: "restart a charger",
  upgradeFirmware: "upgrade a charger's firmware",
  changeInstallationSettings: "set an installation's available current, schedule and limits, and see who set them last",
  changeChargerSettings: "set a charger's priority, and its current if the connection is lost",
  manageWallLinks: "make, list and revoke wall links",
  seePrices: "see what an installation's energy costs",
  changePrices: "enter what an installation's energy costs",
  seeTagNames: "see whom an installation's tags belong to",
  changeTagNames: "enter whom an installation's tags belong to",
  seeReports: "see an installation's reports of a month",
  closeMonth: "close a month's report",
  erasePerson: "erase who holds a tag, with what was told of it",
  seeSent: "see what a charger sent, value by value, and its own words",
  seeMessages: "see the raw messages between a charger and the dashboard",
  seeAddresses: "see from which network addresses a charger came whose connection changes too often",
  seeSupport: "see the support page: chargers without a circuit, and messages that cannot be read",
  seeTopology: "list all installations and circuits, to assign chargers to",
  assignCharger: "assign a charger to a circuit",
  enterAvailableVersion: "enter a product's newest firmware version",
};

const holderWords: Record<Holder, string> = {
  owner: "owner",
  manager: "facility manager",
  support: "support",
  wall: "wall link",
};
const reachWords: Record<Reach, string> = { none: "no", own: "own", all: "all" };

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

/** Who may do and see what, as a Markdown table. */
function rolesTable(): string {
  const holders = Object.keys(holderWords) as Holder[];
  const rows = (Object.keys(deedWords) as Deed[]).map((deed) =>
    line([deedWords[deed], ...holders.map((holder) => reachWords[permissions[deed].holders[holder]])]),
  );
  return [
    line(["", ...holders.map((holder) => holderWords[holder])]),
    line(["---", ...holders.map(() => "---")]),
    ...rows,
  ].join("\n");
}

const begin = "<!-- From lib/domain/access/permissions.ts, by npm run docs:roles -->";
const end = "<!-- End of the table -->";

/** The page with the table of now between its two marks. @throws where it has no such marks. */
export function withRolesTable(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error("The page has no marks for the table.");
  return `${page.slice(0, from)}${begin}\n${rolesTable()}\n${page.slice(to)}`;
}
