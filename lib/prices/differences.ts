import { isDeepStrictEqual } from "node:util";
import type { PriceModel } from "./model";

/** In what two models differ: the periods by the day on which they begin, with what of them is another; and the holidays. */
export function differencesOf(one: PriceModel, other: PriceModel): string[] {
  const [mine, theirs] = [one, other].map(({ periods }) => new Map(periods.map((period) => [period.from, period])));
  const begins = [...new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])].sort();
  const found = begins.flatMap((from): string[] => {
    const [a, b] = [mine?.get(from), theirs?.get(from)];
    if (a === undefined || b === undefined) return [from];
    const keys = Object.keys(a) as (keyof typeof a)[];
    return keys.filter((key) => !isDeepStrictEqual(a[key], b[key])).map((key) => `${from} ${key}`);
  });
  return isDeepStrictEqual(one.holidays, other.holidays) ? found : [...found, "holidays"];
}
