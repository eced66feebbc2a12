import Big from "big.js";
import { type Money, nothing, plus, rounded } from "../prices/money";
import type { Amount } from "./types";

/** Amounts that are not rounded, by currency. */
export type Moneys = ReadonlyMap<string, Money>;

export function addMoney(sums: Map<string, Money>, currency: string, money: Money): void {
  sums.set(currency, plus(sums.get(currency) ?? nothing, money));
}

/** Each currency rounded once, in the order of their names. */
export const roundedAmounts = (moneys: Moneys): Amount[] =>
  [...moneys]
    .map(([currency, money]) => ({ currency, ...rounded(money, currency) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));

const keys = ["net", "vat", "gross"] as const;

/** `a` and `factor` times `b`, to the last decimal of each currency; what comes to nothing is left out where `b` is taken away. */
function combined(a: readonly Amount[], b: readonly Amount[], factor: 1 | -1): Amount[] {
  const sums = new Map(a.map((one) => [one.currency, one]));
  for (const { currency, ...other } of b) {
    const known = sums.get(currency) ?? {
      currency,
      net: zeroOf(other.net),
      vat: zeroOf(other.vat),
      gross: zeroOf(other.gross),
    };
    const sum = { ...known };
    for (const key of keys)
      sum[key] = Big(known[key]).plus(Big(other[key]).times(factor)).toFixed(decimalsOf(other[key]));
    sums.set(currency, sum);
  }
  return [...sums.values()].sort((one, two) => (one.currency < two.currency ? -1 : 1));
}

const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;
const zeroOf = (text: string): string => Big(0).toFixed(decimalsOf(text));

/** The sum of rounded amounts, by currency. */
export const sumOf = (all: readonly (readonly Amount[])[]): Amount[] =>
  all.reduce<Amount[]>((sum, amounts) => combined(sum, amounts, 1), []);

/** How much more `a` is than `b`, by currency. */
export const differenceOf = (a: readonly Amount[], b: readonly Amount[]): Amount[] => combined(a, b, -1);

export const isNothing = (amounts: readonly Amount[]): boolean =>
  amounts.every(({ net, vat, gross }) => [net, vat, gross].every((amount) => Big(amount).eq(0)));
