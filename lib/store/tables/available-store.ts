import { z } from "zod";
import type { Product } from "../../domain/ids";
import type { Database } from "../database/database";
import type { Notify } from "../database/notices";

/** The newest firmware version of a product, as support entered it. */
interface AvailableVersion {
  product: Product;
  version: string;
  enteredBy: string;
  at: number;
}

export interface AvailableStore {
  list(): Promise<AvailableVersion[]>;
  set(version: AvailableVersion): Promise<void>;
  /** Back to "not known". */
  clear(product: Product): Promise<void>;
}

const row = z
  .object({
    product: z.enum(["Pro", "Go", "Go 2", "Sense", "unknown"]),
    version: z.string(),
    entered_by: z.string(),
    at: z.number(),
  })
  .transform(({ entered_by, ...rest }): AvailableVersion => ({ ...rest, enteredBy: entered_by }));

export function availableStore(db: Database, notify: Notify): AvailableStore {
  return {
    list: () => db.rows(row, "select * from available_versions order by product"),
    set: ({ product, version, enteredBy, at }) =>
      db.transaction(async (sql) => {
        await sql.run(
          `insert into available_versions (product, version, entered_by, at) values ($1, $2, $3, $4)
           on conflict (product) do update set (version, entered_by, at) = row(excluded.version, excluded.entered_by, excluded.at)`,
          [product, version, enteredBy, at],
        );
        await notify(sql, "available");
      }),
    clear: (product) =>
      db.transaction(async (sql) => {
        await sql.run("delete from available_versions where product = $1", [product]);
        await notify(sql, "available");
      }),
  };
}
