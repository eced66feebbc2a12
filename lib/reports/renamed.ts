import type { MonthFigures } from "./types";

/** The same figures with people named otherwise; null: nobody is known. */
export function renamed<A, B>(figures: MonthFigures<A>, nameOf: (who: A) => B | null): MonthFigures<B> {
  const name = (who: A | null): B | null => (who === null ? null : nameOf(who));
  return {
    ...figures,
    people: figures.people.map((one) => ({ ...one, who: name(one.who) })),
    corrections: figures.corrections.map((one) => ({ ...one, who: name(one.who) })),
  };
}
