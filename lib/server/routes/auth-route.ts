import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { Refusal } from "../../contract/refusal";
import { runningLive } from "../app/running-live";
import { checkAuthBody } from "../auth/auth-body";
import { authMethods, refusalOf } from "../auth/auth-refusal";
import { knownBrowserCookie } from "../auth/known-browser";
import type { KnownPerson } from "../auth/people";
import { secureCookies } from "../auth/token";
import { isHttpAddress } from "../http/own-address";
import { problemResponse } from "../http/problem-response";
import { methodNotAllowed } from "../http/route-methods";
import { answered } from "./route";
import { signInOptions } from "./sign-in";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** The library's own cookie of where to go afterwards. */
const callbackCookie = () => `${secureCookies() ? "__Secure-" : ""}next-auth.callback-url`;
const noAddress = "callbackUrl: is no address of this site";

/** Where to go afterwards; what is no address at all makes the library fail, also in a cookie, which is taken away then. */
function checkTargets({ nextUrl, cookies }: NextRequest): Response | null {
  const base = process.env.NEXTAUTH_URL ?? nextUrl.origin;
  if (nextUrl.searchParams.getAll("callbackUrl").some((asked) => !isHttpAddress(asked, base)))
    throw new Refusal("badRequest", { detail: noAddress });
  const kept = cookies.get(callbackCookie())?.value;
  if (kept === undefined || kept === "" || isHttpAddress(kept, base)) return null;
  const answer = problemResponse("badRequest", { detail: noAddress }, null);
  const secure = secureCookies() ? "; Secure" : "";
  answer.headers.append("set-cookie", `${callbackCookie()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
  return answer;
}

/** next-auth's own routes: sign-in, sign-out, the session and its CSRF token. What it refuses is problem+json too. */
export const handleAuth = (request: NextRequest, context: Context): Promise<Response> =>
  answered(request, async () => {
    const [action = ""] = (await context.params).nextauth;
    const methods = authMethods(action);
    if (methods === null) throw new Refusal("notFound");
    if (!methods.some((method) => method === request.method)) return methodNotAllowed(request, methods);
    const wrong = checkTargets(request);
    if (wrong !== null) return wrong;
    await checkAuthBody(request);
    let known: string | null = null;
    const browser = {
      cookie: (name: string) => request.cookies.get(name)?.value,
      signedIn(person: KnownPerson) {
        known = knownBrowserCookie(person, runningLive().now());
      },
    };
    const answer = await NextAuth(request, context, signInOptions(browser));
    if (known !== null) answer.headers.append("set-cookie", known);
    const refusal = await refusalOf(answer, action, request.method);
    if (refusal === null) return answer;
    const { code, ...extra } = refusal;
    const problem = problemResponse(code, extra, request.headers.get("accept-language"));
    for (const cookie of answer.headers.getSetCookie()) problem.headers.append("set-cookie", cookie);
    return problem;
  });
