import { randomUUID } from "node:crypto";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { roles } from "../domain/person";
import { createLog } from "./log";
import type { KnownPerson } from "./people";
import { runningLive } from "./running-live";
import { signInMaxAgeS } from "./sign-ins";
import { readToken, secureCookies, signInSecret } from "./token";

const log = createLog("sign-in");
const given = z.object({ email: z.string().trim().min(3).max(320), password: z.string().min(1).max(1024) });
const demoGiven = z.object({ role: z.enum(roles) });

/** Errors that the sign-in page tells apart; everything else is "not accepted". */
export const signInErrors = ["tooManyRequests", "storeUnavailable"] as const;

// Only a proxy in front knows better than the connection; the counter per email holds where this is made up.
const addressOf = (headers: Record<string, unknown> | undefined) =>
  String(headers?.["x-forwarded-for"] ?? "unknown")
    .split(",")[0]
    ?.trim() ?? "unknown";

/** A password is costly to check, on purpose: a flood of made-up sign-ins must not take the machine from those who are in. */
const mostAtOnce = 8;
let verifying = 0;

const asUser = (person: KnownPerson) => ({ id: person.id, version: person.version });

async function byPassword(fields: unknown, headers: Record<string, unknown> | undefined) {
  const { signIns, now, verifyPerson } = runningLive();
  const read = given.safeParse(fields);
  if (!read.success) return null;
  const email = read.data.email.toLowerCase();
  const address = addressOf(headers);
  if (signIns.blocked(email, address, now())) {
    log.warn({ email, address }, "too many failed sign-ins");
    throw new Error("tooManyRequests" satisfies (typeof signInErrors)[number]);
  }
  if (verifying >= mostAtOnce) throw new Error("tooManyRequests" satisfies (typeof signInErrors)[number]);
  verifying += 1;
  const found = await verifyPerson(email, read.data.password).finally(() => {
    verifying -= 1;
  });
  if (found === "unavailable") throw new Error("storeUnavailable" satisfies (typeof signInErrors)[number]);
  if (found === null) {
    signIns.failed(email, address, now());
    log.warn({ email, address }, "sign-in refused");
    return null;
  }
  signIns.succeeded(email, address);
  log.info({ person: found.id, address }, "signed in");
  return asUser(found);
}

/** The sample person of a role; in demo mode alone. */
function byDemoRole(fields: unknown) {
  const { mode, people } = runningLive();
  const read = demoGiven.safeParse(fields);
  if (mode !== "demo" || !read.success) return null;
  const person = people.all().find((each) => each.demo && each.role === read.data.role);
  return person ? asUser(person) : null;
}

const versioned = z.object({ id: z.string(), version: z.number() });

/** How people sign in, for next-auth. Made at the first request, never while the program is built. */
export function signInOptions(): AuthOptions {
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
        authorize: (fields, request) => byPassword(fields, request.headers),
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
      // The token says who and which sign-in; what they may do is looked up at every request.
      jwt({ token, user }) {
        if (!user) return token;
        const { id, version } = versioned.parse(user);
        return { sub: id, version, signIn: randomUUID() };
      },
      session({ session, token }) {
        const person = runningLive().people.byId(String(token.sub));
        const ended = runningLive().signIns.ended(String(token.signIn)) || person?.version !== token.version;
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
