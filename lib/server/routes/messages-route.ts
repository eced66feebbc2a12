import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import { messageDirections, readMessageCursor } from "../../domain/charger-message";
import { demand, visibleCharger } from "../access/demand";
import { earliestMs, instantHint, instantParameter, latestMs } from "../http/instant-parameter";
import { forPeople, json } from "./route";

const mostMessages = 100;
const instant = instantParameter.transform((ms) => Math.round(ms * 1_000));

const asked = z
  .object({
    from: instant.default(earliestMs * 1_000),
    to: instant.default(latestMs * 1_000),
    direction: z.enum(messageDirections).nullable().default(null),
    cursor: z.string().nullable().default(null),
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(mostMessages))
      .default(mostMessages),
  })
  .refine(({ from, to }) => from < to);

const detail =
  `from, to: ${instantHint}; from is before to. ` +
  `direction: ${messageDirections.join(" or ")}. cursor: the last answer's next. limit: 1 to ${mostMessages}.`;

/** `GET /api/chargers/{deviceId}/messages`: the message log, newest first; a page of at most 100. */
export const getMessages = forPeople<{ deviceId: string }>(async ({ request, params, live, person }) => {
  demand(person, "seeMessages", visibleCharger(live.fleetReader, person, params.deviceId));
  const read = asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail });
  const { from: fromUs, to: toUs, direction, limit } = read.data;
  const cursor = read.data.cursor === null ? null : readMessageCursor(read.data.cursor);
  if (cursor === null && read.data.cursor !== null) throw new Refusal("notFound");
  const list = await live.messagesOf(params.deviceId, { fromUs, toUs, direction, cursor, limit });
  if (list === null) throw new Refusal("notFound");
  return json(list);
});
