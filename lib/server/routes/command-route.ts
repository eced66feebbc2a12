import { z } from "zod";
import type { CommandAccepted, CommandList } from "../../contract/api";
import { Refusal } from "../../contract/refusal";
import { commandKinds } from "../../domain/command/command";
import { cursorText, readCursor } from "../../domain/command/command-cursor";
import { demand, visibleCharger } from "../access/demand";
import { listedCommand } from "../control/listed-command";
import { readBody } from "../http/body";
import { forPeople, json } from "./route";

const shape = z.object({ command: z.string() });
const kind = z.enum(commandKinds);
const key = z.string().regex(/^[\x21-\x7e]{1,200}$/);

const page = z.object({
  before: z
    .string()
    .transform((text, context) => {
      const cursor = readCursor(text);
      if (cursor === null) context.addIssue("no cursor");
      return cursor;
    })
    .default(null),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(100))
    .default(100),
});

interface Params {
  deviceId: string;
}

/** `POST /api/chargers/{deviceId}/commands`: who, may see, body, right, then it is given. */
export const postCommand = forPeople<Params>(async ({ request, params, live, person }) => {
  const scope = visibleCharger(live.fleetReader, person, params.deviceId);
  const given = request.headers.get("idempotency-key");
  if (given === null || given === "") throw new Refusal("idempotencyKeyMissing");
  const idempotencyKey = key.safeParse(given);
  if (!idempotencyKey.success)
    throw new Refusal("badRequest", { detail: "Idempotency-Key: 1 to 200 visible ASCII characters." });
  const body = await readBody(request, shape);
  const command = kind.safeParse(body.command);
  if (!command.success) throw new Refusal("unknownCommand");
  demand(person, command.data, scope, { rule: "role" });
  const { id } = await live.command(person, params.deviceId, command.data, idempotencyKey.data);
  return json({ commandId: id } satisfies CommandAccepted, 202);
});

/** `GET /api/chargers/{deviceId}/commands?before=&limit=`: newest first, with their course; a page of at most 100. */
export const getCommands = forPeople<Params>(async ({ request, params, live, person }) => {
  visibleCharger(live.fleetReader, person, params.deviceId);
  const asked = page.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!asked.success) throw new Refusal("badRequest", { detail: "before: the last answer's next. limit: 1 to 100." });
  const { commands, next } = await live.commandsOf(params.deviceId, asked.data);
  return json({
    commands: commands.map(listedCommand),
    next: next && cursorText(next),
  } satisfies CommandList);
});
