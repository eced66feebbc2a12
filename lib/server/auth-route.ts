import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { answered } from "./route";
import { signInOptions } from "./sign-in";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own routes: sign-in, sign-out, the session and its CSRF token. */
export const handleAuth = (request: NextRequest, context: Context): Promise<Response> =>
  answered(request, async () => NextAuth(request, context, signInOptions()));
