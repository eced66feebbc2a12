import Big from "big.js";
import type { Period } from "./model";
import { type Money, moneyOf, nothing, plus } from "./money";
import type { QuarterPrice } from "./price-of";

/** Energy of a quarter-hour, whole Wh. */
export interface CostedQuarter {
  /** Its begin, ms. */
  at: number;
  wh: number;
  isEstimated: boolean;
}

/** What energy costs, by the quarter-hour. */
export interface Cost {
  /** By currency: one is never added to another. */
  amounts: Map<string, Money>;
  /** Energy that has a price, and that has none, Wh. */
  pricedWh: number;
  unpriced: { wh: number; why: Exclude<QuarterPrice, { isKnown: true }>["why"] }[];
  /** Of some quarter-hours the energy is not measured. */
  isEstimated: boolean;
  /** Of some the price is still to be settled. */
  isProvisional: boolean;
}

/** Sums up energy times price over quarter-hours. Nothing is rounded. */
export function costOf(quarters: Iterable<CostedQuarter>, priceAt: (at: number) => QuarterPrice): Cost {
  const cost: Cost = { amounts: new Map(), pricedWh: 0, unpriced: [], isEstimated: false, isProvisional: false };
  // The VAT is of the sum: a division for each quarter-hour would take longer than all the rest.
  const sums = new Map<Period, Big>();
  for (const { at, wh, isEstimated } of quarters) {
    if (wh === 0) continue;
    cost.isEstimated ||= isEstimated;
    const price = priceAt(at);
    if (!price.isKnown) {
      addUnpriced(cost, wh, price.why);
      continue;
    }
    const { period, perKwh } = price;
    sums.set(period, (sums.get(period) ?? Big(0)).plus(perKwh.times(wh)));
    cost.pricedWh += wh;
    cost.isProvisional ||= period.isProvisional;
  }
  for (const [period, sum] of sums) {
    const { currency } = period;
    cost.amounts.set(currency, plus(cost.amounts.get(currency) ?? nothing, moneyOf(sum.div(1_000), period)));
  }
  return cost;
}

function addUnpriced({ unpriced }: Cost, wh: number, why: Cost["unpriced"][number]["why"]): void {
  const known = unpriced.find((one) => one.why === why);
  if (known === undefined) unpriced.push({ wh, why });
  else known.wh += wh;
}
