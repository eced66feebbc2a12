import type { KnownKey } from "../../domain/charger/observation";
import { noteDerived } from "../state/change";
import { isStale, type LiveCharger, modeOf } from "../state/charger";
import type { Fleet } from "../state/fleet";

/** What it may tell by itself has been told by then; so long after it is heard again it is asked to tell all again, ms. */
const patienceMs = 2_000;
/** Until it is asked again, and again, ms; an order may be lost, and some chargers do not tell all of it. */
const againMs = [0, 120_000, 600_000];
/** So many are asked within a second, since all come back at once where the gateway was away. */
const mostAtOnce = 100;

/** What pages and sums live by. */
const mustTell: readonly KnownKey[] = [
  "mode",
  "pausedByOrder",
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "sessionEnergyKwh",
  "allocatedCurrentA",
];

/** A charger's connection was interrupted and stands again since `at`, ms: what it said before is old until it is said again. */
export function noteGap(fleet: Fleet, charger: LiveCharger, at: number): void {
  if (at <= charger.gapAt || charger.observations.isEmpty) return;
  charger.gapAt = at;
  charger.gapAsked = 0;
  fleet.gaps.add(charger);
  noteDerived(fleet, charger);
}

/** Whether something of it that matters has not been told again since the last gap. Without a car there is nothing but that. */
function hasStale(charger: LiveCharger): boolean {
  const isOld = (key: KnownKey) => {
    const held = charger.observations.get(key);
    return held !== undefined && isStale(charger, held);
  };
  return isOld("mode") || (modeOf(charger) !== "disconnected" && mustTell.some(isOld));
}

/** A report tells what a start-up tells: none is asked for while a start would be taken from it. */
const waitsForStart = ({ open, followed }: LiveCharger, now: number): boolean =>
  open.some(({ command }) => command.kind === "restart" || command.waiting === "running") ||
  followed.some(({ command, followedUntil }) => command.kind === "restart" && now <= followedUntil);

/** Asks those that are back, and have not told all again by themselves. */
export function askForReports(fleet: Fleet, now: number): void {
  let asked = 0;
  for (const charger of fleet.gaps) {
    const waitMs = againMs[charger.gapAsked];
    if (waitMs === undefined || !hasStale(charger) || fleet.chargers.get(charger.deviceId) !== charger) {
      fleet.gaps.delete(charger);
      continue;
    }
    if (!fleet.live || charger.word !== "online" || charger.heardAt < charger.gapAt) continue;
    const dueAt = charger.gapAsked === 0 ? charger.gapAt + patienceMs : charger.gapAskedAt + waitMs;
    if (now < dueAt || waitsForStart(charger, now) || asked >= mostAtOnce) continue;
    asked += 1;
    charger.gapAsked += 1;
    charger.gapAskedAt = now;
    fleet.change.reports.add(charger.deviceId);
  }
}
