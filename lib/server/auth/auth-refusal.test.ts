import { describe, expect, it } from "vitest";
import { authMethods, refusalOf } from "./auth-refusal";

/** As next-auth 4 answers: a place to go to, by header or (json=true) in the body. */
const byHeader = (url: string) => new Response(null, { status: 302, headers: { location: url } });
const inBody = (url: string, status = 200) => Response.json({ url }, { status });
const auth = "http://board.example/api/auth";

describe("refusalOf", () => {
  it.each([
    ["a wrong password", inBody(`${auth}/error?error=CredentialsSignin&provider=credentials`, 401), "signInRefused"],
    ["a wrong password by a plain form", byHeader(`${auth}/error?error=CredentialsSignin`), "signInRefused"],
    ["too many failures", inBody(`${auth}/error?error=tooManyRequests`, 401), "tooManyRequests"],
    ["a database that is away", inBody(`${auth}/error?error=storeUnavailable`, 401), "storeUnavailable"],
    ["a missing CSRF token", inBody(`${auth}/signin?csrf=true`), "crossSite"],
    ["a missing CSRF token by a plain form", byHeader(`${auth}/signin?csrf=true`), "crossSite"],
    ["a provider that is not there", new Response("Error: This action ...", { status: 400 }), "notFound"],
    ["a fault of its own", Response.json({ message: "..." }, { status: 500 }), "internal"],
  ])("names %s", async (_, answer, code) => {
    expect(await refusalOf(answer, "callback", "POST")).toMatchObject({ code });
  });

  it("leaves alone what is done, and where people are sent by following a link", async () => {
    expect(await refusalOf(inBody("http://board.example/?error=mine"), "callback", "POST")).toBeNull();
    expect(await refusalOf(byHeader("/sign-in?error=CredentialsSignin"), "error", "GET")).toBeNull();
    expect(await refusalOf(byHeader("/sign-in?callbackUrl=%2F"), "signin", "GET")).toBeNull();
    expect(await refusalOf(Response.json({}), "session", "GET")).toBeNull();
  });

  it("names a session that is to be changed without the token", async () => {
    expect(await refusalOf(Response.json({}, { status: 400 }), "session", "POST")).toMatchObject({ code: "crossSite" });
  });
});

describe("authMethods", () => {
  it("knows the actions that are served, and nothing else", () => {
    expect(authMethods("callback")).toEqual(["POST"]);
    for (const other of [undefined, "", "nope", "constructor", "verify-request"]) expect(authMethods(other)).toBeNull();
  });
});
