import { Refusal } from "../../contract/refusal";
import { parseScope, type Scope } from "../../domain/access/scope";
import { accessTo } from "../../stream/broadcast/audience";
import { type Call, forPeople } from "./route";
import { orWall } from "./wall-stream";

const mostScopes = 64;

/** The scopes that a stream is asked for; each must be there for the person. */
function askedScopes({ request, live, person }: Call<unknown>): Scope[] {
  const asked = request.nextUrl.searchParams.getAll("scope");
  if (asked.length === 0 || asked.length > mostScopes)
    throw new Refusal("badRequest", { detail: `Name 1 to ${mostScopes} scopes: ?scope=fleet&scope=charger:ZPR000001` });
  const scopes = asked.map((text) => {
    const scope = parseScope(text);
    if (scope === null) throw new Refusal("badRequest", { detail: "There is no such scope." });
    return scope;
  });
  for (const scope of scopes) {
    if (scope.kind === "wall") throw new Refusal("badRequest", { detail: "A wall is asked for alone." });
    const access = accessTo(live.fleetReader, person, scope);
    if (access !== "granted") throw new Refusal(access);
  }
  return scopes;
}

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // Compressed, every frame would wait for the next, at twice the CPU and memory.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** `GET /api/stream`: the snapshot of the scopes and what changes, until the sign-in ends. `Last-Event-ID` is not needed. */
export const getStream = orWall(
  ({ live, scope, viewer }, request) =>
    new Response(live.wallLinks.stream.open(viewer.actor, viewer.signIn, [scope], request.signal), { headers }),
  forPeople(async (call) => {
    const scopes = askedScopes(call);
    return new Response(call.live.stream.open(call.person, call.signIn, scopes, call.request.signal), { headers });
  }),
);

/** Whether a stream would be given, without one. */
export const headStream = orWall(
  () => new Response(null, { headers }),
  forPeople(async (call) => {
    askedScopes(call);
    return new Response(null, { headers });
  }),
);
