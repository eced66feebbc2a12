import type { ChargerView } from "../../../lib/contract/view";
import type { StateWord } from "../../../lib/domain/charger/state";
import { plain, rankOf } from "../../../lib/domain/search-rank";
import { needsAttention } from "../attention";

export const shows = ["all", "trouble", "charging", "waiting", "paused", "noCar", "unknown"] as const;
export type Show = (typeof shows)[number];
export const sorts = ["trouble", "name", "power"] as const;
export type Sort = (typeof sorts)[number];

/** What of a list is shown, and in which order: as it stands in the page's address. */
export interface ListChoice {
  search: string;
  show: Show;
  /** A circuit's id; null: all. */
  circuit: string | null;
  sort: Sort;
}

function oneOf<T extends string>(all: readonly T[], text: string | null): T | undefined {
  return all.find((each) => each === text);
}

/** Reads a choice from an address; what it does not know is as if it were not there. */
export function readChoice(params: { get(name: string): string | null }): ListChoice {
  return {
    search: params.get("q") ?? "",
    show: oneOf(shows, params.get("show")) ?? "all",
    circuit: params.get("circuit"),
    sort: oneOf(sorts, params.get("sort")) ?? "trouble",
  };
}

/** The part of an address after `?`; empty where everything is as usual. What others keep in `beside` stays. */
export function writeChoice({ search, show, circuit, sort }: ListChoice, beside = new URLSearchParams()): string {
  const params = new URLSearchParams(beside);
  for (const name of ["q", "show", "circuit", "sort"]) params.delete(name);
  if (search.trim() !== "") params.set("q", search);
  if (show !== "all") params.set("show", show);
  if (circuit !== null) params.set("circuit", circuit);
  if (sort !== "trouble") params.set("sort", sort);
  return params.toString();
}

const statesOf: Partial<Record<Show, readonly StateWord[]>> = {
  charging: ["charging"],
  waiting: ["waitingForCurrent", "waitingForAuthorisation"],
  paused: ["paused", "finished"],
  noCar: ["noCar"],
};

/** Whether a charger is among those that `show` names. What one does that cannot be heard is not known, whatever it did. */
export function isShown(charger: ChargerView, show: Show): boolean {
  if (show === "all") return true;
  if (show === "trouble") return needsAttention(charger);
  const known = charger.presence.word === "online" && charger.old === null && charger.state.word !== "unknown";
  if (show === "unknown" || !known) return (show === "unknown") === !known;
  return statesOf[show]?.includes(charger.state.word) ?? false;
}

const keys = new Map<string, string>();

/** Numbers in a name are padded, so that plain text order is people's order; kept, since lists are sorted at every frame. */
function sortKey(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(8, "0"));
  keys.set(name, key);
  return key;
}

/** `P2-9` before `P2-10`. */
function compareNames(a: ChargerView, b: ChargerView): number {
  const left = sortKey(a.name);
  const right = sortKey(b.name);
  if (left !== right) return left < right ? -1 : 1;
  return a.deviceId < b.deviceId ? -1 : 1;
}

const compare: Record<Sort, (a: ChargerView, b: ChargerView) => number> = {
  name: compareNames,
  trouble: (a, b) => Number(needsAttention(b)) - Number(needsAttention(a)) || compareNames(a, b),
  power: (a, b) => (b.powerW?.value ?? -1) - (a.powerW?.value ?? -1) || compareNames(a, b),
};

/**
 * The chosen chargers in the chosen order, those that a search names best before all others. `before`: the order of the last time; nearly always it is still right, and putting
 * in order what is in order costs next to nothing.
 */
export function choose(
  chargers: readonly ChargerView[],
  { search, show, circuit, sort }: ListChoice,
  before: ReadonlyMap<string, number> = new Map(),
): ChargerView[] {
  const asked = plain(search.trim());
  const ranks = new Map<ChargerView, number>();
  const chosen: ChargerView[] = [];
  const added: ChargerView[] = [];
  for (const charger of chargers) {
    if (!isShown(charger, show) || (circuit !== null && charger.circuitId !== circuit)) continue;
    if (asked !== "") {
      const rank = rankOf(asked, [charger.name, charger.deviceId]);
      if (rank === null) continue;
      ranks.set(charger, rank);
    }
    const place = before.get(charger.deviceId);
    if (place === undefined) added.push(charger);
    else chosen[place] = charger;
  }
  const all = [...chosen.filter((charger) => charger !== undefined), ...added];
  if (asked === "") return all.sort(compare[sort]);
  return all.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || compare[sort](a, b));
}

/** Whether a charger that changed keeps its place in every list of an order, and is counted as before. */
export function standsAs(before: ChargerView, after: ChargerView, sort: Sort): boolean {
  return (
    before.deviceId === after.deviceId &&
    before.name === after.name &&
    before.circuitId === after.circuitId &&
    before.state.word === after.state.word &&
    before.presence.word === after.presence.word &&
    before.old === after.old &&
    needsAttention(before) === needsAttention(after) &&
    (sort !== "power" || before.powerW?.value === after.powerW?.value)
  );
}

/** How many chargers each choice would show. */
export function countShown(chargers: readonly ChargerView[]): Record<Show, number> {
  const counts: Record<Show, number> = { all: 0, trouble: 0, charging: 0, waiting: 0, paused: 0, noCar: 0, unknown: 0 };
  for (const charger of chargers) for (const show of shows) if (isShown(charger, show)) counts[show] += 1;
  return counts;
}
