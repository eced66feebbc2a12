import { useMemo, useRef } from "react";
import type { ChargerView } from "../../lib/domain/view";
import { choose, type ListChoice } from "./list-choice";

const sameOrder = (ids: readonly string[], chosen: readonly ChargerView[]) =>
  ids.length === chosen.length && chosen.every((charger, index) => charger.deviceId === ids[index]);

/** The chosen chargers; `ids` is the same array as long as their order is the same, whatever else of them changes. */
export function useChosen(
  chargers: readonly ChargerView[],
  choice: ListChoice,
): { chosen: readonly ChargerView[]; ids: readonly string[] } {
  const last = useRef<{ ids: readonly string[]; places: ReadonlyMap<string, number> }>({ ids: [], places: new Map() });
  return useMemo(() => {
    const chosen = choose(chargers, choice, last.current.places);
    if (!sameOrder(last.current.ids, chosen)) {
      const ids = chosen.map(({ deviceId }) => deviceId);
      last.current = { ids, places: new Map(ids.map((id, index) => [id, index])) };
    }
    return { chosen, ids: last.current.ids };
  }, [chargers, choice]);
}
