import { z } from "zod";
import type { HistoryAnswer, SearchAnswer, TopologyAnswer } from "../domain/api";

const place = z.object({ id: z.string(), name: z.string() });

/** What `GET /api/support/search` answers. */
export const searchAnswer: z.ZodType<SearchAnswer> = z.object({
  hits: z.array(
    z.object({
      deviceId: z.string(),
      name: z.string(),
      installation: place.nullable(),
      circuit: place.nullable(),
      presence: z.enum(["online", "silent", "offline", "unknown"]),
      state: z.enum([
        "charging",
        "waitingForCurrent",
        "waitingForAuthorisation",
        "paused",
        "finished",
        "noCar",
        "unknown",
      ]),
      old: z.boolean(),
    }),
  ),
  more: z.boolean(),
});

/** What `GET /api/topology` answers. */
export const topologyAnswer: z.ZodType<TopologyAnswer> = z.object({
  installations: z.array(place),
  circuits: z.array(z.object({ id: z.string(), installationId: z.string(), name: z.string(), fuseA: z.number() })),
});

const known = z.number().nullable();

/** What `GET /api/chargers/{id}/history` answers. */
export const historyAnswer: z.ZodType<HistoryAnswer> = z.object({
  at: z.number(),
  points: z.array(z.tuple([z.number(), known, known, known, known])),
});
