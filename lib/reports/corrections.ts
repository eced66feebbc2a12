import { differenceOf, isNothing, sumOf } from "./amounts";
import type { Amount, Correction, MonthFigures } from "./types";

/** Somebody's energy of a month, as it was told or is known now. */
interface Told {
  wh: number;
  energy: Amount[];
}

/** By who somebody is; who is not known any more counts as nobody. */
export function toldOf<W>(figures: Pick<MonthFigures<W>, "people">, isKnown: (who: W) => boolean): Map<W | null, Told> {
  const told = new Map<W | null, Told>();
  for (const { who, wh, energy } of figures.people)
    addTold(told, who !== null && isKnown(who) ? who : null, { wh, energy });
  return told;
}

export function addTold<W>(told: Map<W | null, Told>, who: W | null, { wh, energy }: Told): void {
  const known = told.get(who);
  told.set(who, known === undefined ? { wh, energy } : { wh: known.wh + wh, energy: sumOf([known.energy, energy]) });
}

/** What is known now of a closed month that differs from what was told of it, corrections among it. */
export function correctionsOf<W>(
  month: string,
  told: ReadonlyMap<W | null, Told>,
  now: ReadonlyMap<W | null, Told>,
): Correction<W>[] {
  const nothing: Told = { wh: 0, energy: [] };
  return [...new Set([...told.keys(), ...now.keys()])].flatMap((who) => {
    const [before, after] = [told.get(who) ?? nothing, now.get(who) ?? nothing];
    const [wh, energy] = [after.wh - before.wh, differenceOf(after.energy, before.energy)];
    return wh === 0 && isNothing(energy) ? [] : [{ month, who, wh, energy }];
  });
}
