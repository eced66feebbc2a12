import type { InstallationId } from "../../domain/ids";
import type { PriceModel } from "../../prices/model";
import { pricer, type QuarterPrice } from "../../prices/price-of";
import type { PriceStore } from "../../store/tables/price-store";

interface Of {
  installationId: InstallationId;
  timeZone: string;
  /** Of quarter-hours that begin in this time, ms. */
  from: number;
  to: number;
  /** Published prices as they were known then, ms; else the newest. */
  asOf?: number;
}

/** What each quarter-hour costs by a model, each reckoned once, with published prices where the model asks for them. */
export async function pricerOf(
  prices: Pick<PriceStore, "spot">,
  model: PriceModel,
  { installationId, timeZone, from, to, asOf }: Of,
): Promise<(at: number) => QuarterPrice> {
  const isSpot = from < to && model.periods.some(({ energy }) => energy.kind === "spot");
  const published = isSpot ? await prices.spot(installationId, from, to, asOf) : new Map<number, never>();
  const priceAt = pricer(model, timeZone, (at) => published.get(at) ?? null);
  const known = new Map<number, QuarterPrice>();
  return (at) => {
    const price = known.get(at) ?? priceAt(at);
    known.set(at, price);
    return price;
  };
}
