import * as z from "zod/mini";
import type { CommandList, HistoryAnswer, SearchAnswer, TopologyAnswer } from "../../contract/api";
import { commandKinds } from "../../domain/command/command";
import { commandStep } from "../../domain/command/command-evidence";

const place = z.object({ id: z.string(), name: z.string() });

/** What `GET /api/support/search` answers. */
export const searchAnswer: z.ZodMiniType<SearchAnswer> = z.object({
  hits: z.array(
    z.object({
      deviceId: z.string(),
      name: z.string(),
      installation: z.nullable(place),
      circuit: z.nullable(place),
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
export const topologyAnswer: z.ZodMiniType<TopologyAnswer> = z.object({
  installations: z.array(place),
  circuits: z.array(z.object({ id: z.string(), installationId: z.string(), name: z.string(), fuseA: z.number() })),
});

const known = z.nullable(z.number());

/** What `GET /api/chargers/{id}/history` answers. */
export const historyAnswer: z.ZodMiniType<HistoryAnswer> = z.object({
  at: z.number(),
  points: z.array(z.tuple([z.number(), known, known, known, known])),
});

/** What `GET /api/chargers/{id}/commands` answers. */
export const commandList: z.ZodMiniType<CommandList> = z.object({
  commands: z.array(
    z.object({
      id: z.string(),
      deviceId: z.string(),
      kind: z.enum(commandKinds),
      by: z.object({ personId: z.string(), name: z.string() }),
      course: z.array(commandStep),
      waiting: z.nullable(z.enum(["carLeaves", "running", "current"])),
      deadlineAt: known,
    }),
  ),
  next: z.nullable(z.string()),
});
