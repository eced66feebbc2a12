import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authMethods, refusalOf } from "./auth-refusal";
import { problemResponse } from "./problem-response";
import { Refusal } from "./refusal";
import { answered } from "./route";
import { methodNotAllowed } from "./route-methods";
import { signInOptions } from "./sign-in";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const mostBytes = 16 * 1024;

/** The library reads a body whole, whoever sends it; every browser says how long it is. */
function bounded({ method, headers }: Request): void {
  if (method !== "POST" || Number(headers.get("content-length") ?? Number.NaN) <= mostBytes) return;
  throw new Refusal("badRequest", { detail: "The body must say its length, at most 16 KB." });
}

/** next-auth's own routes: sign-in, sign-out, the session and its CSRF token. What it refuses is problem+json too. */
export const handleAuth = (request: NextRequest, context: Context): Promise<Response> =>
  answered(request, async () => {
    const [action = ""] = (await context.params).nextauth;
    const methods = authMethods(action);
    if (methods === null) throw new Refusal("notFound");
    if (!methods.some((method) => method === request.method)) return methodNotAllowed(request, methods);
    bounded(request);
    const answer = await NextAuth(request, context, signInOptions());
    const refusal = await refusalOf(answer, action, request.method);
    if (refusal === null) return answer;
    const { code, ...extra } = refusal;
    const problem = problemResponse(code, extra, request.headers.get("accept-language"));
    for (const cookie of answer.headers.getSetCookie()) problem.headers.append("set-cookie", cookie);
    return problem;
  });
