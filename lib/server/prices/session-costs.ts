import type { SessionCost } from "../../contract/sessions";
import type { InstallationId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import { type Cost, costOf } from "../../prices/cost";
import { rounded } from "../../prices/money";
import type { SessionQuarters } from "../../store/sessions/session-list";
import type { PriceStore } from "../../store/tables/price-store";
import { pricerOf } from "./pricer-of";

/** A session whose cost is asked for. */
interface Costed extends SessionQuarters {
  installationId: InstallationId | null;
}

/** What sessions' energy costs, and where the prices come from. */
export interface CostSurroundings {
  prices: Pick<PriceStore, "get" | "spot">;
  /** IANA name; null: no such installation any more, and so no days by which prices hold. */
  timeZoneOf(id: InstallationId): string | null;
}

/**
 * The cost of sessions, by id; those without prices, or of which no quarter-hours are known, are left out. Nothing is rounded.
 */
export async function sessionCosts(
  { prices, timeZoneOf }: CostSurroundings,
  sessions: readonly Costed[],
): Promise<Map<string, Cost>> {
  const costs = new Map<string, Cost>();
  for (const id of new Set(sessions.map(({ installationId }) => installationId))) {
    const timeZone = id === null ? null : timeZoneOf(id);
    if (id === null || timeZone === null) continue;
    const { model } = await prices.get(id);
    if (model.periods.length === 0) continue;
    const own = sessions.filter(({ installationId }) => installationId === id);
    const times = own.flatMap(({ quarters }) => (quarters ?? []).map(({ at }) => at));
    const span = times.length === 0 ? { from: 0, to: 0 } : { from: least(times), to: most(times) + quarterMs };
    const priceAt = await pricerOf(prices, model, { installationId: id, timeZone, ...span });
    for (const { id: session, quarters } of own) if (quarters !== null) costs.set(session, costOf(quarters, priceAt));
  }
  return costs;
}

// Of many sessions these are more than can be arguments.
const least = (times: readonly number[]) => times.reduce((a, b) => Math.min(a, b));
const most = (times: readonly number[]) => times.reduce((a, b) => Math.max(a, b));

/**
 * As it is told: each currency rounded once.
 * @param energyWh of the session; what of it is in no quarter-hour has no price either. Null: unknown
 */
export function toldCost(cost: Cost, energyWh: number | null): SessionCost {
  const { amounts, pricedWh, isEstimated, isProvisional } = cost;
  const unpricedWh = cost.unpriced.reduce((sum, { wh }) => sum + wh, 0);
  const unplacedWh = Math.max(0, (energyWh ?? 0) - pricedWh - unpricedWh);
  return {
    amounts: [...amounts].map(([currency, money]) => ({ currency, ...rounded(money, currency) })),
    isEstimated,
    isProvisional,
    unpricedWh: unpricedWh + unplacedWh,
  };
}
