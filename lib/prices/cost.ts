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
export function costOf(quarters: readonly CostedQuarter[], priceAt: (at: number) => QuarterPrice): Cost {
  const cost: Cost = { amounts: new Map(), pricedWh: 0, unpriced: [], isEstimated: false, isProvisional: false };
  for (const { at, wh, isEstimated } of quarters) {
    if (wh === 0) continue;
    cost.isEstimated ||= isEstimated;
    const price = priceAt(at);
    if (!price.isKnown) {
      addUnpriced(cost, wh, price.why);
      continue;
    }
    const { currency, isProvisional } = price.period;
    const amount = moneyOf(price.perKwh.times(wh).div(1_000), price.period);
    cost.amounts.set(currency, plus(cost.amounts.get(currency) ?? nothing, amount));
    cost.pricedWh += wh;
    cost.isProvisional ||= isProvisional;
  }
  return cost;
}

function addUnpriced({ unpriced }: Cost, wh: number, why: Cost["unpriced"][number]["why"]): void {
  const known = unpriced.find((one) => one.why === why);
  if (known === undefined) unpriced.push({ wh, why });
  else known.wh += wh;
}
