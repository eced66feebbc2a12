import { decode, type JWT } from "next-auth/jwt";
import { z } from "zod";
import type { SignIn } from "../../stream/broadcast/subscriber";

const claims = z.object({
  sub: z.string(),
  signIn: z.string(),
  version: z.number(),
  exp: z.number(),
});

/** What a sign-in's token says: who, which sign-in, and which version of the person it was given for. */
export interface Token extends SignIn {
  personId: string;
}

/** Null for a payload that this product did not make. */
export function readToken(payload: JWT | null): Token | null {
  const read = claims.safeParse(payload);
  if (!read.success) return null;
  const { sub, signIn, version, exp } = read.data;
  return { personId: sub, id: signIn, version, endsAt: exp * 1000 };
}

/** The cookies are marked secure where the public address is https. */
export const secureCookies = () => process.env.PHASEBOARD_URL?.startsWith("https://") ?? false;

/** The secret that tokens are sealed with. Its absence would read as "everybody signed out", so it stops the request. */
export function signInSecret(): string {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set; npm start derives it from PHASEBOARD_SECRET.");
  return secret;
}

/** The name of the cookie that holds the token, as next-auth gives it. */
export const tokenCookie = () => `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;

/** What a token says; null: not ours, changed, or past its end. */
export async function openToken(sealed: string | undefined, now: number): Promise<Token | null> {
  if (!sealed) return null;
  const secret = signInSecret();
  try {
    const token = readToken(await decode({ token: sealed, secret }));
    return token !== null && token.endsAt > now ? token : null;
  } catch {
    // Sealed with another secret, changed or expired: the same as no sign-in, and the person signs in again.
    return null;
  }
}
