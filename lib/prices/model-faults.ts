import { daysLater } from "./dates";
import type { Period, PriceModel } from "./model";

/** Why a model cannot be used. Indexes are those of its periods. */
export type ModelFault =
  | { code: "endBeforeStart"; period: number }
  | { code: "overlap"; first: number; second: number; from: string };

/** Days, both included; `to` null: from then on. */
export interface Days {
  from: string;
  to: string | null;
}

const begins = ({ periods }: PriceModel): [Period, number][] =>
  periods.map((period, index): [Period, number] => [period, index]).sort(([a], [b]) => (a.from < b.from ? -1 : 1));

/** What is wrong with a model: periods that end before they begin, or that overlap. */
export function modelFaults(model: PriceModel): ModelFault[] {
  const turned = model.periods.flatMap(({ from, to }, period): ModelFault[] =>
    to !== null && to < from ? [{ code: "endBeforeStart", period }] : [],
  );
  const sorted = begins(model);
  const overlaps = sorted.flatMap(([period, index], place): ModelFault[] => {
    const next = sorted[place + 1];
    if (next === undefined || (period.to !== null && period.to < next[0].from)) return [];
    return [{ code: "overlap", first: index, second: next[1], from: next[0].from }];
  });
  return [...turned, ...overlaps];
}

/** Of which days between the first and the last no price is entered, and from when on none is. Of a model without faults. */
export function gapsIn(model: PriceModel): Days[] {
  const sorted = begins(model).map(([period]) => period);
  return sorted.flatMap(({ to }, place): Days[] => {
    if (to === null) return [];
    const from = daysLater(to, 1);
    const next = sorted[place + 1];
    if (next === undefined) return [{ from, to: null }];
    return from < next.from ? [{ from, to: daysLater(next.from, -1) }] : [];
  });
}
