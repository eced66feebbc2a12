import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { Refusal } from "./refusal";
import { answered } from "./route";
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

/** next-auth's own routes: sign-in, sign-out, the session and its CSRF token. */
export const handleAuth = (request: NextRequest, context: Context): Promise<Response> =>
  answered(request, async () => {
    bounded(request);
    return NextAuth(request, context, signInOptions());
  });
