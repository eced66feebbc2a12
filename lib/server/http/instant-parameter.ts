import { z } from "zod";
import { parseInstant } from "../../protocol/read/instant";

/** Before and after these nothing is kept: their microseconds are exact numbers. */
export const earliestMs = Date.UTC(1970, 0);
export const latestMs = Date.UTC(2200, 0);

/** An instant as ISO 8601 with an offset, as in a query: ms since 1970. */
export const instantParameter = z
  .string()
  .regex(/(Z|[+-]\d\d:\d\d)$/)
  .transform(parseInstant)
  .pipe(z.number().min(earliestMs).max(latestMs));

export const instantHint = "instants as 2026-11-27T10:00:00Z, or with an offset whose + is written %2B";
