import Big from "big.js";
import type { Period } from "./model";

/** An amount, not rounded: without VAT, the VAT, and both. */
export interface Money {
  net: Big;
  vat: Big;
  gross: Big;
}

// Parts of a cent that a division leaves: far below what the sum of a year could show.
Big.DP = 20;

export const nothing: Money = { net: Big(0), vat: Big(0), gross: Big(0) };

/** What an amount of a period is, with and without VAT. */
export function moneyOf(amount: Big, { vatPercent, withVat }: Pick<Period, "vatPercent" | "withVat">): Money {
  const share = Big(vatPercent).div(100);
  if (withVat) {
    const net = amount.div(share.plus(1));
    return { net, vat: amount.minus(net), gross: amount };
  }
  const vat = amount.times(share);
  return { net: amount, vat, gross: amount.plus(vat) };
}

export const plus = (a: Money, b: Money): Money => ({
  net: a.net.plus(b.net),
  vat: a.vat.plus(b.vat),
  gross: a.gross.plus(b.gross),
});

/** An amount as it is paid, in the currency's own decimals: `12.30`. */
export interface RoundedMoney {
  net: string;
  vat: string;
  gross: string;
}

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/**
 * Rounds once, at the end: with and without VAT to the currency's smallest unit, half of it away from zero; the VAT is what lies between
 * them, so that the three add up.
 */
export function rounded({ net, gross }: Money, currency: string): RoundedMoney {
  const digits = digitsOf(currency);
  const [roundNet, roundGross] = [net, gross].map((amount) => amount.round(digits, Big.roundHalfUp));
  const exact = { net: roundNet ?? Big(0), gross: roundGross ?? Big(0) };
  return {
    net: exact.net.toFixed(digits),
    vat: exact.gross.minus(exact.net).toFixed(digits),
    gross: exact.gross.toFixed(digits),
  };
}
