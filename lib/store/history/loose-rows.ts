import { z } from "zod";
import type { ToldPoint } from "../../history/merge";

/** A row that is in no block, of a charger that is known. */
export const looseRow = z
  .object({
    own_at: z.number(),
    at: z.number(),
    arrived_at: z.number(),
    kind: z.number(),
    epoch: z.number(),
    gone: z.boolean(),
    raw: z.string().nullable(),
  })
  .transform(({ own_at: ownAt, arrived_at: arrivedAt, ...rest }): ToldPoint => ({ ...rest, ownAt, arrivedAt }));
export const looseColumns =
  "own_at::float8 as own_at, at::float8 as at, arrived_at::float8 as arrived_at, kind, epoch, gone, raw";
