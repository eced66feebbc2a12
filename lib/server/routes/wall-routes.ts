import type { NextRequest } from "next/server";
import { z } from "zod";
import type { WallLinkList, WallLinkMade, WallLinkRequest } from "../../contract/api";
import { Refusal } from "../../contract/refusal";
import { slugPattern } from "../../domain/ids";
import { isPlainText, notPlain } from "../../domain/plain-text";
import { longestWallLabel } from "../../domain/settings/settings-limits";
import { runningLive } from "../app/running-live";
import { secureCookies } from "../auth/token";
import { readBody } from "../http/body";
import { wallCookie } from "../wall/wall-cookie";
import { answered, done, forPeople, json } from "./route";
import { installationFor } from "./settings-routes";

const linkBody = z.strictObject({
  label: z.string().trim().max(longestWallLabel).refine(isPlainText, notPlain),
}) satisfies z.ZodType<WallLinkRequest>;

interface Params {
  id: string;
}

/** `POST /api/installations/{id}/wall-links`: a link that shows the wall to whoever has it; its key is told this once. */
export const postWallLink = forPeople<Params>(async ({ request, params, live, person }) => {
  installationFor(live, person, params.id, "manageWallLinks");
  const { label } = await readBody(request, linkBody);
  return json((await live.wallLinks.make(person, params.id, label)) satisfies WallLinkMade, 201);
});

/** `GET /api/installations/{id}/wall-links`: those that hold, the newest first. */
export const getWallLinks = forPeople<Params>(async ({ params, live, person }) => {
  installationFor(live, person, params.id, "manageWallLinks");
  return json({ links: live.wallLinks.list(params.id) } satisfies WallLinkList);
});

/** `DELETE /api/installations/{id}/wall-links/{linkId}`: ends what runs through it at once. */
export const deleteWallLink = forPeople<Params & { linkId: string }>(async ({ params, live, person }) => {
  installationFor(live, person, params.id, "manageWallLinks");
  if (!z.uuid().safeParse(params.linkId).success) throw new Refusal("notFound");
  await live.wallLinks.revoke(person, params.id, params.linkId);
  return done();
});

const cookieDays = 400;

/**
 * `GET /api/installations/{id}/wall-session?key=`: takes a link's key out of the address into a cookie that no script reads,
 * and leads on to the wall. A key that does not hold is `notFound`, as is an installation that is not there.
 */
export function getWallSession(request: NextRequest, context: { params: Promise<Params> }): Promise<Response> {
  return answered(request, async () => {
    const { id } = await context.params;
    const key = request.nextUrl.searchParams.get("key") ?? "";
    if (!slugPattern.test(id) || runningLive().wallLinks.holder(id, key) === null) throw new Refusal("notFound");
    const secure = secureCookies() ? "; Secure" : "";
    const cookie = `${wallCookie(id)}=${key}; Path=/; Max-Age=${cookieDays * 86_400}; HttpOnly; SameSite=Lax${secure}`;
    return new Response(null, {
      status: 303,
      headers: {
        location: `/installations/${id}/wall`,
        "set-cookie": cookie,
        "cache-control": "no-store",
      },
    });
  });
}
