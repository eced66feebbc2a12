import { z } from "zod";
import { Refusal } from "../../../contract/refusal";
import type { SessionList, SessionTotal } from "../../../contract/sessions";
import { chargerScope } from "../../../domain/access/permissions";
import { transparencyFile } from "../../../ocmf/transparency-file";
import { demand } from "../../access/demand";
import { forPeople, json } from "../route";
import { askedSessions, visibleTo } from "./asked";
import { listedSessions } from "./listed";
import { isSessionId, sessionDetail } from "./session-detail";

const mostSessions = 500;
const usualSessions = 100;

const page = {
  sort: z.enum(["end", "begin", "energy", "length"]).default("end"),
  order: z.enum(["asc", "desc"]).default("desc"),
  cursor: z.string().min(1).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(mostSessions))
    .default(usualSessions),
};
const pageHint = `sort: end, begin, energy or length. order: asc or desc. cursor: the last answer's next. limit: 1 to ${mostSessions}.`;

/** `GET /api/sessions`: charging sessions of a time, by their end. */
export const getSessions = forPeople<Record<string, never>>(async ({ request, live, person }) => {
  const { filter, more } = askedSessions(request.nextUrl.searchParams, person, live.now(), page, pageHint);
  const { sort, order, cursor = null, limit } = more;
  if (cursor !== null && !isSessionId(cursor)) throw new Refusal("notFound");
  const found = await live.sessions.list({ filter, order: sort, ascending: order === "asc", cursor, limit });
  if (found === null) throw new Refusal("notFound");
  const sessions = await listedSessions(live, person, found.sessions);
  return json({ sessions, next: found.more ? (sessions.at(-1)?.id ?? null) : null } satisfies SessionList);
});

/** `GET /api/sessions/total`: what all of them come to. */
export const getSessionTotal = forPeople<Record<string, never>>(async ({ request, live, person }) => {
  const { filter } = askedSessions(request.nextUrl.searchParams, person, live.now(), {}, "");
  return json((await live.sessions.total(filter)) satisfies SessionTotal);
});

/** `GET /api/sessions/{id}`: all that is known of one. */
export const getSession = forPeople<{ id: string }>(async ({ params, live, person }) => {
  const found = await sessionDetail(live, person, params.id);
  if (found === null) throw new Refusal("notFound");
  return json(found);
});

const forms = z.enum(["record", "transparency"], { error: "form: record or transparency." });

/** `GET /api/sessions/{id}/signed?form=`: its signed record as it was sent, or the file that official software opens. */
export const getSigned = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  const visible = visibleTo(person);
  const session = isSessionId(params.id) ? await live.sessions.get(params.id, visible) : null;
  if (session === null) throw new Refusal("notFound");
  demand(person, "seeSigned", chargerScope(session.installationId));
  const form = forms.safeParse(request.nextUrl.searchParams.get("form") ?? "record");
  if (!form.success) throw new Refusal("badRequest", { detail: form.error.issues[0]?.message ?? "" });
  const signed = await live.sessions.signedRecord(params.id, visible);
  if (signed === null) throw new Refusal("notFound");
  return form.data === "record"
    ? download(signed.record, "text/plain", `${params.id}.ocmf.txt`)
    : download(transparencyFile([signed]), "application/xml", `${params.id}.xml`);
});

const download = (text: string, type: string, name: string): Response =>
  new Response(text, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
