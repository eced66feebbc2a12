import { z } from "zod";
import type { CommandList, HistoryAnswer, SearchAnswer, TopologyAnswer } from "../../contract/api";
import { commandKinds } from "../../domain/command/command";
import { commandStep } from "../../domain/command/command-evidence";

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

/** What `GET /api/chargers/{id}/commands` answers. */
export const commandList: z.ZodType<CommandList> = z.object({
  commands: z.array(
    z.object({
      id: z.string(),
      deviceId: z.string(),
      kind: z.enum(commandKinds),
      by: z.object({ personId: z.string(), name: z.string() }),
      course: z.array(commandStep),
      waiting: z.enum(["carLeaves", "running", "current"]).nullable(),
      deadlineAt: z.number().nullable(),
    }),
  ),
  next: z.string().nullable(),
});
