import { z } from "zod";
import { type Command, commandKinds } from "../../domain/command/command";
import { commandStep } from "../../domain/command/command-evidence";

export const commandRow = z
  .object({
    id: z.string(),
    device_id: z.string(),
    kind: z.enum(commandKinds),
    person_id: z.string(),
    person_name: z.string(),
    idempotency_key: z.string(),
    course: z.array(commandStep).min(1),
    waiting: z.enum(["carLeaves", "running", "current"]).nullable(),
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
