import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import { type PriceModel, priceModel } from "../../prices/model";
import type { SpotPrice } from "../../prices/price-of";
import type { Slot } from "../../prices/slots";
import type { Database, Sql } from "../database/database";

/** What an installation's energy costs, as it is saved. */
export interface SavedPrices {
  /** Counts up; 0: nothing was ever entered. */
  version: number;
  model: PriceModel;
  /** Who saved it, and when, ms; null: nobody yet. */
  changed: { by: string; at: number } | null;
}

/** Of which time published prices are known, ms. */
interface Published {
  /** When the first of them begins, and the last one ends; null: there are none. */
  first: number | null;
  last: number | null;
  /** Quarter-hours. */
  count: number;
  /** In which they hold now. */
  currencies: string[];
  /** Stretches between the first and the last without a price, the newest first, a hundred at most. */
  holes: { from: number; to: number }[];
}

export interface PriceStore {
  get(id: InstallationId): Promise<SavedPrices>;
  /**
   * Saves a model in the place of `version`. What is saved now, where that is another one.
   * @param touched of months that are closed, those in which another price would hold: then nothing is saved
   */
  put(
    id: InstallationId,
    version: number,
    change: { model: PriceModel; by: string; at: number },
    touched?: (before: PriceModel, closedMonths: readonly string[]) => readonly string[],
  ): Promise<{ saved: number } | { instead: SavedPrices } | { closed: readonly string[] }>;
  /** Keeps published prices, all or none, each of whole quarter-hours; what is published again holds from then on. */
  publish(id: InstallationId, slots: readonly Slot[], at: number): Promise<void>;
  /** The published prices by the quarter-hour in which they begin, ms. @param asOf as they were known then; else the newest */
  spot(id: InstallationId, from: number, to: number, asOf?: number): Promise<Map<number, SpotPrice>>;
  /** What is known of quarter-hours that begin in a time, ms. */
  published(id: InstallationId, from: number, to: number): Promise<Published>;
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

const publishedRow = z.object({
  first: z.number().nullable(),
  last: z.number().nullable(),
  count: z.number(),
  currencies: z.array(z.string()).nullable(),
});
const holeRow = z.object({ from: z.number(), to: z.number() });
const mostHoles = 100;
/** Quarter-hours of one statement, so that each of them is over in time. */
const mostInPiece = 10_000;

const spotRow = z.object({ quarter: z.number(), per_kwh: z.string(), currency: z.string() });

/** Who changes an installation's prices, or closes a month of it, has this lock until the end of the transaction. */
export const lockPrices = (sql: Sql, id: InstallationId): Promise<number> =>
  sql.run("select pg_advisory_xact_lock(hashtext('prices'), hashtext($1))", [id]);

export async function savedPrices(sql: Sql, id: InstallationId): Promise<SavedPrices> {
  const [saved] = await sql.rows(
    row,
    "select version::float8, model, changed_by, changed_at::float8 from price_models where installation_id = $1",
    [id],
  );
  return saved ?? none;
}

export function priceStore(db: Database): PriceStore {
  return {
    get: (id) => savedPrices(db, id),
    put: (id, version, { model, by, at }, touched = () => []) =>
      db.transaction(async (sql) => {
        await lockPrices(sql, id);
        const before = await savedPrices(sql, id);
        if (before.version !== version) return { instead: before };
        const closed = touched(before.model, await closedMonths(sql, id));
        if (closed.length > 0) return { closed };
        await sql.run(
          `insert into price_models (installation_id, version, model, changed_by, changed_at) values ($1, $2, $3, $4, $5)
           on conflict (installation_id) do update set version = excluded.version, model = excluded.model,
             changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
          [id, version + 1, JSON.stringify(model), by, at],
        );
        return { saved: version + 1 };
      }),
    async publish(id, slots, at) {
      await db.transaction(async (sql) => {
        for (const piece of piecesOf(slots)) await keep(sql, id, piece, at);
      });
    },
    async spot(id, from, to, asOf = Number.MAX_SAFE_INTEGER) {
      const rows = await db.rows(
        spotRow,
        `select distinct on (quarter) quarter, per_kwh::text, currency from spot_prices
         where installation_id = $1 and quarter >= $2 and quarter < $3 and published_at <= $4
         order by quarter, published_at desc`,
        [id, Math.floor(from / quarterMs), Math.ceil(to / quarterMs), asOf],
      );
      return new Map(rows.map(({ quarter, per_kwh: perKwh, currency }) => [quarter * quarterMs, { perKwh, currency }]));
    },
    async published(id, from, to) {
      const values = [id, Math.ceil(from / quarterMs), Math.ceil(to / quarterMs)];
      const newest = `select distinct on (quarter) quarter, currency from spot_prices
        where installation_id = $1 and quarter >= $2 and quarter < $3 order by quarter, published_at desc`;
      const [known] = await db.rows(
        publishedRow,
        `select min(quarter) as first, max(quarter) + 1 as last, count(*)::float8 as count,
           array_agg(distinct currency order by currency) as currencies from (${newest}) as newest`,
        values,
      );
      const holes = await db.rows(
        holeRow,
        `select quarter + 1 as from, next as to from (
           select quarter, lead(quarter) over (order by quarter) as next from (${newest}) as newest) as pairs
         where next > quarter + 1 order by quarter desc limit ${mostHoles}`,
        values,
      );
      const ms = (quarter: number | null | undefined) => (quarter == null ? null : quarter * quarterMs);
      return {
        first: ms(known?.first),
        last: ms(known?.last),
        count: known?.count ?? 0,
        currencies: known?.currencies ?? [],
        holes: holes.map((hole) => ({ from: hole.from * quarterMs, to: hole.to * quarterMs })),
      };
    },
  };
}

async function closedMonths(sql: Sql, id: InstallationId): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ month: z.string() }),
    "select month from closed_months where installation_id = $1 order by month",
    [id],
  );
  return rows.map(({ month }) => month);
}

function* piecesOf(slots: readonly Slot[]): Generator<Slot[]> {
  let piece: Slot[] = [];
  let quarters = 0;
  for (const slot of slots) {
    const more = (slot.to - slot.from) / quarterMs;
    if (quarters > 0 && quarters + more > mostInPiece) {
      yield piece;
      piece = [];
      quarters = 0;
    }
    piece.push(slot);
    quarters += more;
  }
  if (quarters > 0) yield piece;
}

/** A price that holds already is not written again. */
const keep = (sql: Sql, id: InstallationId, slots: readonly Slot[], at: number): Promise<number> =>
  sql.run(
    `insert into spot_prices as known (installation_id, quarter, published_at, per_kwh, currency)
     select $1, quarter, $2, per_kwh, currency
     from (
       select quarter, per_kwh, currency
       from unnest($3::int[], $4::int[], $5::numeric[], $6::text[]) as slot (first, past, per_kwh, currency),
         generate_series(first, past - 1) as quarter
     ) as given
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
      slots.map(({ from }) => from / quarterMs),
      slots.map(({ to }) => to / quarterMs),
      slots.map(({ perKwh }) => perKwh),
      slots.map(({ currency }) => currency),
    ],
  );
