import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import { type PriceModel, priceModel } from "../../prices/model";
import type { Slot } from "../../prices/price-file";
import type { SpotPrice } from "../../prices/price-of";
import type { Database } from "../database/database";

/** What an installation's energy costs, as it is saved. */
export interface SavedPrices {
  /** Counts up; 0: nothing was ever entered. */
  version: number;
  model: PriceModel;
  /** Who saved it, and when, ms; null: nobody yet. */
  changed: { by: string; at: number } | null;
}

export interface PriceStore {
  get(id: InstallationId): Promise<SavedPrices>;
  /** Saves a model in the place of `version`. What is saved now, where that is another one. */
  put(
    id: InstallationId,
    version: number,
    change: { model: PriceModel; by: string; at: number },
  ): Promise<{ saved: number } | { instead: SavedPrices }>;
  /** Keeps published prices, each of whole quarter-hours; what is published again holds from then on. */
  publish(id: InstallationId, slots: readonly Slot[], at: number): Promise<void>;
  /** The published prices by the quarter-hour in which they begin, ms. */
  spot(id: InstallationId, from: number, to: number): Promise<Map<number, SpotPrice>>;
}

const none: SavedPrices = { version: 0, model: { periods: [], holidays: [] }, changed: null };

const row = z
  .object({ version: z.number(), model: priceModel, changed_by: z.string(), changed_at: z.number() })
  .transform(
    ({ version, model, changed_by: by, changed_at: at }): SavedPrices => ({
      version,
      model,
      changed: { by, at },
    }),
  );

const spotRow = z.object({ quarter: z.number(), per_kwh: z.string(), currency: z.string() });

export function priceStore(db: Database): PriceStore {
  const get = async (id: InstallationId): Promise<SavedPrices> => {
    const [saved] = await db.rows(
      row,
      `select version::float8, model, changed_by, changed_at::float8 from price_models where installation_id = $1`,
      [id],
    );
    return saved ?? none;
  };
  return {
    get,
    async put(id, version, { model, by, at }) {
      const saved = await db.run(
        version === 0
          ? `insert into price_models (installation_id, version, model, changed_by, changed_at)
             values ($1, $2 + 1, $3, $4, $5) on conflict do nothing`
          : `update price_models set version = version + 1, model = $3, changed_by = $4, changed_at = $5
             where installation_id = $1 and version = $2`,
        [id, version, JSON.stringify(model), by, at],
      );
      return saved > 0 ? { saved: version + 1 } : { instead: await get(id) };
    },
    async publish(id, slots, at) {
      const quarters = slots.flatMap(({ from, to, perKwh, currency }) =>
        Array.from({ length: (to - from) / quarterMs }, (_, index) => ({
          quarter: from / quarterMs + index,
          perKwh,
          currency,
        })),
      );
      await db.run(
        `insert into spot_prices as known (installation_id, quarter, published_at, per_kwh, currency)
         select $1, quarter, $2, per_kwh, currency
         from unnest($3::int[], $4::numeric[], $5::text[]) as given (quarter, per_kwh, currency)
         where not exists (
           select from (
             select per_kwh, currency from spot_prices newest
             where newest.installation_id = $1 and newest.quarter = given.quarter order by published_at desc limit 1
           ) now where (now.per_kwh, now.currency) = (given.per_kwh, given.currency))
         on conflict (installation_id, quarter, published_at)
         do update set per_kwh = excluded.per_kwh, currency = excluded.currency`,
        [
          id,
          at,
          quarters.map(({ quarter }) => quarter),
          quarters.map(({ perKwh }) => perKwh),
          quarters.map(({ currency }) => currency),
        ],
      );
    },
    async spot(id, from, to) {
      const rows = await db.rows(
        spotRow,
        `select distinct on (quarter) quarter, per_kwh::text, currency from spot_prices
         where installation_id = $1 and quarter >= $2 and quarter < $3 order by quarter, published_at desc`,
        [id, Math.floor(from / quarterMs), Math.ceil(to / quarterMs)],
      );
      return new Map(rows.map(({ quarter, per_kwh: perKwh, currency }) => [quarter * quarterMs, { perKwh, currency }]));
    },
  };
}
