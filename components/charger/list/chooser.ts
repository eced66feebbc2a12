import type { LiveState } from "../../../lib/contract/frame";
import type { ChargerView } from "../../../lib/contract/view";
import type { InstallationId } from "../../../lib/domain/ids";
import { shallowSame } from "../../live/use-same";
import { choose, countShown, type ListChoice, type Show, standsAs } from "./list-choice";

/** A list as it is shown. Another object only when something in it is another; `ids` another array only when their order is. */
export interface Chosen {
  ids: readonly string[];
  /** How many there are to choose from. */
  all: number;
  counts: Record<Show, number>;
}

type Chargers = LiveState["chargers"];

/** Nearly every frame changes values only: then each charger keeps its place, and nothing is filtered, ordered or counted again. */
function stands(before: Chargers, after: Chargers, { sort }: ListChoice): boolean {
  if (before.size !== after.size) return false;
  for (const [id, is] of after) {
    const was = before.get(id);
    if (was === is) continue;
    if (was === undefined || !standsAs(was, is, sort)) return false;
  }
  return true;
}

function anew(last: Chosen | null, chargers: readonly ChargerView[], choice: ListChoice): Chosen {
  const before = new Map(last?.ids.map((id, index) => [id, index]));
  const ids = choose(chargers, choice, before).map(({ deviceId }) => deviceId);
  const counts = countShown(chargers);
  const next = {
    ids: last && shallowSame(last.ids, ids) ? last.ids : ids,
    all: chargers.length,
    counts: last && shallowSame(last.counts, counts) ? last.counts : counts,
  };
  return last && shallowSame(last, next) ? last : next;
}

/** Says which chargers of an installation a choice shows, and in which order: the same object as long as the answer is the same. */
export function createChooser(installationId: InstallationId, choice: ListChoice): (chargers: Chargers) => Chosen {
  let of: Chargers | null = null;
  let last: Chosen | null = null;
  return (chargers) => {
    if (last === null || of === null || (of !== chargers && !stands(of, chargers, choice))) {
      const there = [...chargers.values()].filter((charger) => charger.installationId === installationId);
      last = anew(last, there, choice);
    }
    of = chargers;
    return last;
  };
}
