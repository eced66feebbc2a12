import { randomUUID } from "node:crypto";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { firstOfRole, roles } from "../../domain/access/person";
import { runningLive } from "../app/running-live";
import { signInMaxAgeS } from "../auth/ended-sign-ins";
import { isKnownBrowser } from "../auth/known-browser";
import type { KnownPerson } from "../auth/people";
import { readToken, secureCookies, signInSecret } from "../auth/token";
import { createLog } from "../base/log";
import { clientAddress } from "../http/client-address";
import { ownAddress } from "../http/own-address";

const log = createLog("sign-in");
const given = z.object({ email: z.string().trim().min(3).max(320), password: z.string().min(1).max(1024) });
const demoGiven = z.object({ role: z.enum(roles) });

/** Errors that the sign-in page tells apart; everything else is "not accepted". */
const signInErrors = ["tooManyRequests", "storeUnavailable"] as const;

const asUser = (person: KnownPerson) => ({ id: person.id, version: person.version });

/** The browser that wants to sign in. */
export interface Browser {
  cookie(name: string): string | undefined;
  /** By password: from now on it is known as one that signed in to this account. */
  signedIn(person: KnownPerson): void;
}

/** Whose account the browser signed in to before, of the one that it wants to sign in to now; null: it is not known there. */
function knownAs(email: string, { cookie }: Browser): string | null {
  const { people, now } = runningLive();
  const person = people.all().find((each) => each.email.toLowerCase() === email);
  return person && isKnownBrowser(person, cookie, now()) ? person.id : null;
}

async function byPassword(fields: unknown, browser: Browser) {
  const { attempts, verifyPerson } = runningLive();
  const read = given.safeParse(fields);
  if (!read.success) return null;
  const email = read.data.email.toLowerCase();
  const address = clientAddress();
  const attempt = { email, address, knownAs: knownAs(email, browser) };
  const found = await attempts.make(attempt, () => verifyPerson(email, read.data.password));
  if (found === "unavailable") throw new Error("storeUnavailable" satisfies (typeof signInErrors)[number]);
  if (found === "tooMany") {
    log.warn({ address }, "too many wait to sign in");
    throw new Error("tooManyRequests" satisfies (typeof signInErrors)[number]);
  }
  if (found === null) {
    log.warn({ email, address }, "sign-in refused");
    return null;
  }
  browser.signedIn(found);
  log.info({ person: found.id, address }, "signed in");
  return asUser(found);
}

/** The sample person of a role; in demo mode alone. */
function byDemoRole(fields: unknown) {
  const { mode, people } = runningLive();
  const read = demoGiven.safeParse(fields);
  if (mode !== "demo" || !read.success) return null;
  const person = firstOfRole(
    people.all().filter(({ demo }) => demo),
    read.data.role,
  );
  return person ? asUser(person) : null;
}

const versioned = z.object({ id: z.string(), version: z.number() });

/** How people sign in, for next-auth. Made at the first request, never while the program is built. */
export function signInOptions(browser: Browser): AuthOptions {
  return {
    secret: signInSecret(),
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: signInMaxAgeS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        id: "credentials",
        name: "Phaseboard",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (fields) => byPassword(fields, browser),
      }),
      ...(runningLive().mode === "demo"
        ? [
            CredentialsProvider({
              id: "demo",
              name: "Demo",
              credentials: { role: { type: "text" } },
              authorize: (fields) => byDemoRole(fields),
            }),
          ]
        : []),
    ],
    callbacks: {
      // What is no address of this site leads to its start; the library's own way makes an error of the server's of it.
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl) ?? baseUrl,
      // The token says who and which sign-in; what they may do is looked up at every request.
      jwt({ token, user }) {
        if (!user) return token;
        const { id, version } = versioned.parse(user);
        return { sub: id, version, signIn: randomUUID() };
      },
      session({ session, token }) {
        const person = runningLive().people.byId(String(token.sub));
        const ended = runningLive().endedSignIns.ended(String(token.signIn)) || person?.version !== token.version;
        return person === null || ended
          ? { expires: session.expires }
          : { user: { name: person.name, email: person.email }, role: person.role, expires: session.expires };
      },
    },
    events: {
      signOut({ token }) {
        const read = readToken(token);
        if (read) runningLive().endSignIn(read.id);
      },
    },
    logger: {
      error: (code) => log.warn({ code }, "sign-in library"),
      warn: (code) => log.debug({ code }, "sign-in library"),
      debug: () => undefined,
    },
  };
}
