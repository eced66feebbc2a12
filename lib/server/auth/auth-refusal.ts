import { z } from "zod";
import type { ProblemCode } from "../../contract/problem";
import type { HttpMethod } from "../http/route-methods";

/** What next-auth does for this product, by the first part of the path after `/api/auth/`. */
const actions: Record<string, readonly HttpMethod[]> = {
  providers: ["GET"],
  session: ["GET", "POST"],
  csrf: ["GET"],
  signin: ["GET", "POST"],
  signout: ["GET", "POST"],
  callback: ["POST"],
  error: ["GET"],
  _log: ["POST"],
};

/** The methods of a path below `/api/auth/`; null: next-auth has no such action. */
export const authMethods = (action: string | undefined): readonly HttpMethod[] | null =>
  (action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined) ?? null;

export interface AuthRefusal {
  code: ProblemCode;
  detail?: string;
}

const elsewhere = z.object({ url: z.string() });

/** Where the answer sends the browser: in `Location`, or in the body for whoever asked with `json=true`. */
async function target(answer: Response): Promise<URL | null> {
  const location = answer.headers.get("location");
  const json = (answer.headers.get("content-type") ?? "").includes("application/json");
  const body: unknown = location === null && json ? await answer.clone().json() : { url: location };
  const read = elsewhere.safeParse(body);
  return read.success && URL.canParse(read.data.url, "http://here") ? new URL(read.data.url, "http://here") : null;
}

const noToken = "csrfToken: is missing, or not the one that GET /api/auth/csrf gave to this browser.";
const told = (error: string | null): error is "tooManyRequests" | "storeUnavailable" =>
  error === "tooManyRequests" || error === "storeUnavailable";

/**
 * What next-auth refuses, in the API's own codes; null: it did what was asked. It tells a refused POST by sending the browser
 * to one of its pages, with `error` or `csrf` in the address, and everything else by a status and words of its own.
 */
export async function refusalOf(answer: Response, action: string, method: string): Promise<AuthRefusal | null> {
  if (answer.status >= 500) return { code: "internal" };
  if (method === "POST" && action !== "_log") {
    const to = await target(answer);
    if (to?.searchParams.has("csrf")) return { code: "crossSite", detail: noToken };
    const error = to?.pathname.endsWith("/error") ? to.searchParams.get("error") : null;
    if (error !== null) return { code: told(error) ? error : "signInRefused" };
  }
  if (answer.status < 400) return null;
  if (action === "callback") return { code: "notFound" };
  return action === "session" ? { code: "crossSite", detail: noToken } : { code: "badRequest" };
}
