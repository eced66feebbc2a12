import type { NextRequest } from "next/server";
import type { ProblemCode } from "../../contract/problem";
import { isRefusal, Refusal, type RefusalExtra } from "../../contract/refusal";
import type { Live } from "../app/live-types";
import { isLiveRunning, runningLive } from "../app/running-live";
import { tokenCookie } from "../auth/token";
import { createLog } from "../base/log";
import { isCrossSite } from "../http/cross-site";
import { problemResponse } from "../http/problem-response";
import { type Who, whoHolds } from "./who";

const log = createLog("api");

/** A request of somebody who is signed in. */
export interface Call<P> extends Who {
  request: NextRequest;
  params: P;
  live: Live;
}

const changing = (method: string) => method !== "GET" && method !== "HEAD" && method !== "OPTIONS";

/** Turns what is thrown into a refusal with words; what is not one is a fault of ours, told without its words. */
export async function answered(request: Request, act: () => Promise<Response>): Promise<Response> {
  const refuse = (code: ProblemCode, extra: RefusalExtra = {}) =>
    problemResponse(code, extra, request.headers.get("accept-language"));
  try {
    if (!isLiveRunning()) return refuse("internal");
    if (changing(request.method) && isCrossSite(request.headers, process.env.PHASEBOARD_URL))
      return refuse("crossSite");
    return await act();
  } catch (error) {
    if (isRefusal(error)) return refuse(error.problem, error.extra);
    log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "a request failed");
    return refuse("internal");
  }
}

/**
 * A route's handler for people who are signed in: refuses posts from other sites (403) and strangers (401), hands over the
 * rest, and turns every Refusal into problem+json.
 */
export function forPeople<P>(act: (call: Call<P>) => Promise<Response>) {
  return (request: NextRequest, context: { params: Promise<P> }): Promise<Response> =>
    answered(request, async () => {
      const who = await whoHolds(request.cookies.get(tokenCookie())?.value);
      if (who === null) throw new Refusal("signInNeeded");
      return act({ ...who, request, params: await context.params, live: runningLive() });
    });
}

/** An answer that no cache keeps. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });
}

export const done = (): Response => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
