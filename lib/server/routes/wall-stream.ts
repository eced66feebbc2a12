import type { NextRequest } from "next/server";
import { Refusal } from "../../contract/refusal";
import { parseScope, type Scope } from "../../domain/access/scope";
import { accessTo } from "../../stream/broadcast/audience";
import type { Live } from "../app/live-types";
import { runningLive } from "../app/running-live";
import { tokenCookie } from "../auth/token";
import { wallCookie } from "../wall/wall-cookie";
import type { WallViewer } from "../wall/wall-links";
import { answered } from "./route";
import { whoHolds } from "./who";

export interface WallCall {
  live: Live;
  scope: Scope;
  viewer: WallViewer;
}

/** Who may look at a wall: the holder of a link's key, else a person who sees the installation; null: nobody is signed in. */
export async function wallViewer(
  live: Live,
  scope: Extract<Scope, { kind: "wall" }>,
  cookieOf: (name: string) => string | undefined,
): Promise<WallViewer | null> {
  const key = cookieOf(wallCookie(scope.id));
  const holder = key === undefined ? null : live.wallLinks.holder(scope.id, key);
  if (holder !== null && live.fleetReader.hasInstallation(scope.id)) return holder;
  const who = await whoHolds(cookieOf(tokenCookie()));
  if (who === null) return null;
  const access = accessTo(live.fleetReader, who.person, scope);
  if (access !== "granted") throw new Refusal(access);
  return { actor: who.person, signIn: who.signIn };
}

/** `scope=wall:{id}`, alone; null: something else is asked for. */
async function askedWall(request: NextRequest): Promise<WallCall | null> {
  const [text = "", ...others] = request.nextUrl.searchParams.getAll("scope");
  const scope = parseScope(text);
  if (scope?.kind !== "wall" || others.length > 0) return null;
  const live = runningLive();
  const viewer = await wallViewer(live, scope, (name) => request.cookies.get(name)?.value);
  if (viewer === null) throw new Refusal("signInNeeded");
  return { live, scope, viewer };
}

type Handler<P> = (request: NextRequest, context: { params: Promise<P> }) => Promise<Response>;

/** Answers who asks for a wall, and leaves everything else to `otherwise`. */
export function orWall<P>(wall: (call: WallCall, request: NextRequest) => Response, otherwise: Handler<P>): Handler<P> {
  return (request, context) =>
    answered(request, async () => {
      const call = await askedWall(request);
      return call === null ? otherwise(request, context) : wall(call, request);
    });
}
