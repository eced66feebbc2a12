import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import type { ListedSession, SessionDetail, SessionList } from "../../contract/sessions";
import { ownInstallations } from "../../domain/access/actor";
import { chargerScope, may, reachOf } from "../../domain/access/permissions";
import type { Person } from "../../domain/access/person";
import { micros } from "../../domain/history/row";
import { transparencyFile } from "../../ocmf/transparency-file";
import type { KeptSession } from "../../sessions/kept-session";
import type { ListedSession as Listed, Visible } from "../../store/sessions/session-store";
import { demand } from "../access/demand";
import { earliestMs, instantHint, instantParameter, latestMs } from "../http/instant-parameter";
import { forPeople, json } from "./route";

const mostSessions = 500;
const usualSessions = 100;
const optional = z.string().min(1).optional();

const asked = z
  .object({
    from: instantParameter.default(earliestMs),
    to: instantParameter.default(latestMs),
    installation: optional,
    charger: optional,
    tag: optional,
    problems: z.enum(["true", "false"]).default("false"),
    cursor: optional,
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(mostSessions))
      .default(usualSessions),
  })
  .strict()
  .refine(({ from, to }) => from < to);

const detail =
  `from, to: ${instantHint}; from is before to. installation, charger, tag: one of each. problems: true or false. ` +
  `cursor: the last answer's next. limit: 1 to ${mostSessions}.`;

const isId = (text: string) => z.uuid().safeParse(text).success;

/** Whose sessions a person may see. */
const visibleTo = (person: Person): Visible =>
  reachOf(person, "seeSessions") === "all" ? null : ownInstallations(person);

/** Of one installation that is asked for. @throws Refusal `notFound`: foreign or unknown, told the same way */
function visibleOf(person: Person, installation: string | undefined): Visible {
  const visible = visibleTo(person);
  if (installation === undefined) return visible;
  if (visible !== null && !visible.includes(installation)) throw new Refusal("notFound");
  return [installation];
}

const inMs = (us: number | null) => (us === null ? null : us / 1_000);

function listed(person: Person, session: Listed): ListedSession {
  const { installationId, startFrom, startTo, endFrom, endTo, isOpen, verdict, hasSigned } = session;
  const seesSigned = may(person, "seeSigned", chargerScope(installationId));
  return {
    id: session.id,
    deviceId: session.deviceId,
    sessionId: session.sessionId,
    installationId,
    circuitId: session.circuitId,
    start: { from: inMs(startFrom), to: inMs(startTo) },
    end: isOpen ? null : { from: inMs(endFrom), to: inMs(endTo) },
    energyWh: session.energyWh,
    tag: session.tag,
    verdict: seesSigned ? verdict : null,
    hasSigned: seesSigned && hasSigned,
    flags: session.flags,
    failedStarts: session.failedStarts,
  };
}

/** What of it is for this person. */
function shown(person: Person, installationId: Listed["installationId"], session: KeptSession): KeptSession {
  const scope = chargerScope(installationId);
  return {
    ...session,
    signed: may(person, "seeSigned", scope) ? session.signed : null,
    pauses: may(person, "seeSessionNames", scope)
      ? session.pauses
      : session.pauses.map((pause) => ({ ...pause, by: null })),
  };
}

/** `GET /api/sessions`: charging sessions by their begin, newest first. */
export const getSessions = forPeople<Record<string, never>>(async ({ request, live, person }) => {
  const read = asked.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!read.success) throw new Refusal("badRequest", { detail });
  const { from, to, installation, charger = null, tag = null, problems, cursor = null, limit } = read.data;
  const visible = visibleOf(person, installation);
  if (cursor !== null && !isId(cursor)) throw new Refusal("notFound");
  const found = await live.sessions.list({
    visible,
    from: micros(from),
    to: micros(to),
    deviceId: charger,
    tag,
    problems: problems === "true",
    cursor,
    limit,
  });
  if (found === null) throw new Refusal("notFound");
  const sessions = found.sessions.map((session) => listed(person, session));
  return json({ sessions, next: found.more ? (sessions.at(-1)?.id ?? null) : null } satisfies SessionList);
});

/** `GET /api/sessions/{id}`: all that is known of one. */
export const getSession = forPeople<{ id: string }>(async ({ params, live, person }) => {
  const found = isId(params.id) ? await live.sessions.get(params.id, visibleTo(person)) : null;
  if (found === null) throw new Refusal("notFound");
  const session = shown(person, found.installationId, found.session);
  return json({ ...listed(person, found), session } satisfies SessionDetail);
});

const forms = z.enum(["record", "transparency"], { error: "form: record or transparency." });

/** `GET /api/sessions/{id}/signed?form=`: its signed record as it was sent, or the file that official software opens. */
export const getSigned = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  const visible = visibleTo(person);
  const session = isId(params.id) ? await live.sessions.get(params.id, visible) : null;
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
