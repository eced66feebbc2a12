import type { Period, PriceModel } from "./model";

/** Of a period by the day on which it begins: what of it is another, or which of the two models alone has one. */
export interface PeriodDifference {
  from: string;
  what: readonly Exclude<keyof Period, "from">[] | "onlyInFirst" | "onlyInSecond";
}

export interface Differences {
  periods: PeriodDifference[];
  holidays: boolean;
}

const keys = ["to", "currency", "vatPercent", "withVat", "energy", "monthly", "isProvisional"] as const;

/** In what two models differ. @param isSame whether two values, made of objects, lists and texts, are the same */
export function compare(
  first: PriceModel,
  second: PriceModel,
  isSame: (a: unknown, b: unknown) => boolean,
): Differences {
  const byBegin = ({ periods }: PriceModel) => new Map(periods.map((period) => [period.from, period]));
  const [firsts, seconds] = [byBegin(first), byBegin(second)];
  const begins = [...new Set([...firsts.keys(), ...seconds.keys()])].sort();
  const periods = begins.flatMap((from): PeriodDifference[] => {
    const [a, b] = [firsts.get(from), seconds.get(from)];
    if (a === undefined) return [{ from, what: "onlyInSecond" }];
    if (b === undefined) return [{ from, what: "onlyInFirst" }];
    const what = keys.filter((key) => !isSame(a[key], b[key]));
    return what.length === 0 ? [] : [{ from, what }];
  });
  return { periods, holidays: !isSame(first.holidays, second.holidays) };
}

/** The same by name: `2026-01-01 energy`, `2027-01-01` for a period that only one of them has, `holidays`. */
export function namesOf({ periods, holidays }: Differences): string[] {
  const names = periods.flatMap(({ from, what }) =>
    typeof what === "string" ? [from] : what.map((key) => `${from} ${key}`),
  );
  return holidays ? [...names, "holidays"] : names;
}
