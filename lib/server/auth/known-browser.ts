import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { derive } from "../base/secrets";
import type { KnownPerson } from "./people";
import { secureCookies, signInSecret } from "./token";

/** How long a browser stays known after it last signed in. */
const knownS = 180 * 86_400;

const hashOf = (personId: string) => createHash("sha256").update(personId).digest("base64url").slice(0, 16);
const cookieOf = (personId: string) => `${secureCookies() ? "__Secure-" : ""}phaseboard-known-${hashOf(personId)}`;

/** Bound to the person's version: whatever ends their sign-ins (a new password, other rights, signing out everywhere) ends it. */
function proofOf({ id, version }: Pick<KnownPerson, "id" | "version">, until: number): Buffer {
  const key = derive(signInSecret(), "known browsers");
  return createHmac("sha256", key)
    .update(JSON.stringify([id, version, until]))
    .digest();
}

/** The `Set-Cookie` by which a browser is known again as one that signed in to this account. It lets nobody in. */
export function knownBrowserCookie(person: Pick<KnownPerson, "id" | "version">, now: number): string {
  const until = now + knownS * 1000;
  const value = `${until}.${proofOf(person, until).toString("base64url")}`;
  const secure = secureCookies() ? "; Secure" : "";
  return `${cookieOf(person.id)}=${value}; Path=/api/auth; Max-Age=${knownS}; HttpOnly; SameSite=Strict${secure}`;
}

/** Whether the browser with these cookies signed in to this account before, and nothing has ended that since. */
export function isKnownBrowser(
  person: Pick<KnownPerson, "id" | "version">,
  cookie: (name: string) => string | undefined,
  now: number,
): boolean {
  const [until = "", proof = ""] = (cookie(cookieOf(person.id)) ?? "").split(".");
  if (!/^\d{1,15}$/.test(until) || Number(until) <= now) return false;
  const given = Buffer.from(proof, "base64url");
  const expected = proofOf(person, Number(until));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
