import { useMemo, useRef } from "react";
import type { ChargerView } from "../../lib/domain/view";
import { choose, countShown, type ListChoice, type Show, standsAs } from "./list-choice";

/** A list as it is shown. */
export interface Chosen {
  chosen: readonly ChargerView[];
  /** Of the same chargers: another array only when their order is another. */
  ids: readonly string[];
  counts: Record<Show, number>;
}

interface Last extends Chosen {
  of: readonly ChargerView[];
  choice: ListChoice;
  places: ReadonlyMap<string, number>;
}

const sameOrder = (ids: readonly string[], chosen: readonly ChargerView[]) =>
  ids.length === chosen.length && chosen.every((charger, index) => charger.deviceId === ids[index]);

/** Nearly every frame changes values only: each charger keeps its place, and nothing is filtered, ordered or counted again. */
function inPlace(last: Last, chargers: readonly ChargerView[]): Last | null {
  if (chargers.length !== last.of.length) return null;
  const chosen = [...last.chosen];
  for (const [index, charger] of chargers.entries()) {
    const was = last.of[index];
    if (was === charger) continue;
    if (was === undefined || !standsAs(was, charger, last.choice.sort)) return null;
    const place = last.places.get(charger.deviceId);
    if (place !== undefined) chosen[place] = charger;
  }
  return { ...last, of: chargers, chosen };
}

function anew(last: Last | null, chargers: readonly ChargerView[], choice: ListChoice): Last {
  const chosen = choose(chargers, choice, last?.places);
  const counts = countShown(chargers);
  if (last && sameOrder(last.ids, chosen)) return { ...last, of: chargers, choice, chosen, counts };
  const ids = chosen.map(({ deviceId }) => deviceId);
  return { of: chargers, choice, chosen, counts, ids, places: new Map(ids.map((id, index) => [id, index])) };
}

/** The chosen chargers in order, and how many each choice would show. */
export function useChosen(chargers: readonly ChargerView[], choice: ListChoice): Chosen {
  const last = useRef<Last | null>(null);
  return useMemo(() => {
    const was = last.current;
    const next = (was?.choice === choice ? inPlace(was, chargers) : null) ?? anew(was, chargers, choice);
    last.current = next;
    return next;
  }, [chargers, choice]);
}
