import { z } from "zod";
import { type Command, commandKinds, commandStages } from "../domain/command";

const reason = z.discriminatedUnion("code", [
  z.object({ code: z.literal("chargerRefused"), status: z.number(), body: z.string().nullable() }),
  z.object({ code: z.literal("noAnswer") }),
  z.object({ code: z.literal("notPublished") }),
  z.object({ code: z.literal("restartedMeanwhile") }),
  z.object({ code: z.literal("provenBy"), key: z.string(), value: z.string() }),
  z.object({ code: z.literal("reconnected") }),
  z.object({ code: z.literal("startedUp") }),
  z.object({ code: z.literal("noProof") }),
]);

const step = z.object({ stage: z.enum(commandStages), at: z.number(), reason: reason.nullable() });

export const commandRow = z
  .object({
    id: z.string(),
    device_id: z.string(),
    kind: z.enum(commandKinds),
    person_id: z.string(),
    person_name: z.string(),
    idempotency_key: z.string(),
    course: z.array(step).min(1),
    waiting: z.enum(["carLeaves", "running"]).nullable(),
    deadline_at: z.number().nullable(),
  })
  .transform(
    (row): Command => ({
      id: row.id,
      deviceId: row.device_id,
      kind: row.kind,
      by: { personId: row.person_id, name: row.person_name },
      idempotencyKey: row.idempotency_key,
      course: row.course,
      waiting: row.waiting,
      deadlineAt: row.deadline_at,
    }),
  );
