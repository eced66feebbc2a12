import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import type { EraseAnswer, EraseRequest, TagNameRequest, TagNamesAnswer } from "../../contract/tag-names";
import { micros } from "../../domain/history/row";
import { isPlainText, notPlain } from "../../domain/plain-text";
import { readBody } from "../http/body";
import { done, forPeople, json } from "./route";
import { installationFor } from "./settings-routes";

const dayMs = 86_400_000;
/** Tags that charged so lately are offered to be named. */
const latelyDays = 400;
const mostNameless = 500;

const words = z.string().trim().min(1).max(100).refine(isPlainText, notPlain);
// A tag is as chargers send it, which may be anything; no such text holds U+0000 here.
const tag = z
  .string()
  .min(1)
  .max(1_000)
  .refine((text) => !text.includes("\u0000"));
const body = z.strictObject({ tag, name: words, group: words.nullable() }) satisfies z.ZodType<TagNameRequest>;
const erasure = z.strictObject({ tag }) satisfies z.ZodType<EraseRequest>;

/** `GET /api/installations/{id}/names`: whom its tags belong to, and which belong to nobody yet. */
export const getTagNames = forPeople<{ id: string }>(async ({ params, live, person }) => {
  installationFor(live, person, params.id, "seeTagNames");
  const from = micros(live.now() - latelyDays * dayMs);
  const [names, nameless] = await Promise.all([
    live.tags.names(params.id),
    live.tags.nameless(params.id, from, mostNameless),
  ]);
  return json({
    names,
    nameless: nameless.map(({ lastAt, ...rest }) => ({ ...rest, lastAt: lastAt / 1_000 })),
  } satisfies TagNamesAnswer);
});

/** `PUT /api/installations/{id}/names`: whom one tag belongs to. */
export const putTagName = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  installationFor(live, person, params.id, "changeTagNames");
  await live.tags.put(params.id, await readBody(request, body), { name: person.name, at: live.now() });
  return done();
});

/** `DELETE /api/installations/{id}/names?tag=`: one tag has no name any more. */
export const deleteTagName = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  installationFor(live, person, params.id, "changeTagNames");
  const asked = tag.safeParse(request.nextUrl.searchParams.get("tag"));
  if (!asked.success) throw new Refusal("badRequest", { detail: "tag: as it is told." });
  if (!(await live.tags.remove(params.id, asked.data))) throw new Refusal("notFound");
  return done();
});

/** `POST /api/installations/{id}/names/erase`: who holds a tag, and what was told of it until now. */
export const postErase = forPeople<{ id: string }>(async ({ request, params, live, person }) => {
  installationFor(live, person, params.id, "erasePerson");
  const asked = await readBody(request, erasure);
  const erased = await live.tags.erase(params.id, asked.tag, { name: person.name, at: live.now() });
  if (erased === null) throw new Refusal("notFound");
  return json(erased satisfies EraseAnswer);
});
