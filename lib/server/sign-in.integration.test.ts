import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { isRefusal } from "./refusal";
import { setRunningLive } from "./running-live";
import { signInOptions } from "./sign-in";
import { startWorld, type TestWorld, until } from "./test-live";
import { whoHolds } from "./who";

let world: TestWorld;
const password = "correct horse battery staple";

beforeAll(async () => {
  world = await startWorld();
  const added = await world.store.people.add({
    email: "Ada@Example.org",
    name: "Ada",
    role: "manager",
    installationIds: ["north"],
    password,
  });
  expect(added.outcome).toBe("added");
});
afterAll(() => world.end());
afterEach(() => setRunningLive(world.live));

const authorize = (provider: string) => {
  const found = signInOptions().providers.find((each) => each.options?.id === provider || each.id === provider);
  return z.object({ authorize: z.function() }).parse(found?.options).authorize as (
    fields: unknown,
    request: { headers: Record<string, string> },
  ) => Promise<{ id: string; version: number } | null>;
};
const signIn = (email: string, given: string, address = "192.0.2.1") =>
  authorize("credentials")({ email, password: given }, { headers: { "x-forwarded-for": address } });
const ada = async () => {
  const found = await world.store.people.byEmail("ada@example.org");
  if (found === null) throw new Error("Ada is not there.");
  await until(() => world.live.people.byId(found.id)?.version === found.version);
  return found;
};

describe("signing in", () => {
  it("takes email in any case and the password, and gives the person's id and version", async () => {
    const { id, version } = await ada();
    expect(await signIn(" ada@EXAMPLE.org ", password)).toEqual({ id, version });
  });

  it.each([
    ["a wrong password", "ada@example.org", "wrong"],
    ["an unknown email", "nobody@example.org", password],
    ["a person without a password", "owner-north@example.org", ""],
    ["a person without a password and any given", "owner-north@example.org", password],
    ["no email", "", password],
    ["a password of a megabyte", "ada@example.org", "x".repeat(1_000_000)],
  ])("refuses %s", async (_, email, given) => {
    expect(await signIn(email, given, "192.0.2.2")).toBeNull();
  });

  it("refuses fields that are no fields", async () => {
    for (const fields of [undefined, null, {}, { email: 1, password: 2 }, { email: "ada@example.org" }])
      expect(await authorize("credentials")(fields, { headers: {} })).toBeNull();
  });

  it("refuses even the right password after five failures in a minute from one address, not from another", async () => {
    for (let failure = 0; failure < 5; failure += 1)
      expect(await signIn("ada@example.org", "x", "192.0.2.3")).toBeNull();
    await expect(signIn("ada@example.org", password, "192.0.2.3")).rejects.toThrow("tooManyRequests");
    expect(await signIn("ada@example.org", password, "192.0.2.4")).not.toBeNull();
  });

  it("refuses a disabled person", async () => {
    const { id } = await ada();
    await world.store.people.setDisabled(id, true);
    expect(await signIn("ada@example.org", password, "192.0.2.5")).toBeNull();
    await world.store.people.setDisabled(id, false);
    expect(await signIn("ada@example.org", password, "192.0.2.5")).not.toBeNull();
  });

  it("says so when the database is gone", async () => {
    await world.postgres.kill();
    await expect(signIn("ada@example.org", password, "192.0.2.6")).rejects.toThrow("storeUnavailable");
    await world.postgres.start();
    await until(() => world.live.sight.links().store.up);
  });

  it("as a sample person is there in demo mode alone", async () => {
    expect(signInOptions().providers).toHaveLength(1);
    setRunningLive({ ...world.live, mode: "demo" });
    const person = await authorize("demo")({ role: "owner" }, { headers: {} });
    expect(world.live.people.byId(person?.id ?? "")).toMatchObject({ role: "owner", demo: true });
    for (const fields of [{ role: "admin" }, {}, undefined])
      expect(await authorize("demo")(fields, { headers: {} })).toBeNull();
    const beforeDemo = authorize("demo");
    setRunningLive(world.live);
    expect(await beforeDemo({ role: "owner" }, { headers: {} })).toBeNull();
  });
});

describe("a sign-in holds", () => {
  it("with the rights that the person has now, not those of the sign-in", async () => {
    const token = await world.token("manager-south");
    expect((await whoHolds(token))?.person).toMatchObject({ id: "manager-south", installationIds: ["south"] });
    const before = await world.store.people.get("manager-south");
    if (before === null) throw new Error("The manager is not there.");
    await world.store.people.ensurePerson({ ...before, installationIds: [] });
    await until(() => world.live.people.byId("manager-south")?.installationIds.length === 0);
    expect((await whoHolds(token))?.person.installationIds).toEqual([]);
  });

  it.each([
    ["nothing", async () => undefined],
    ["not a token", async () => "eyJhbGciOiJkaXIifQ.x.y.z"],
    ["a token that has expired", () => world.token("support", {}, -1)],
    ["a token within the library's own tolerance of expiry", () => world.token("support", {}, -5)],
    ["a token of nobody", () => world.token("nobody")],
    ["a token of another version of the person", () => world.token("support", { version: 0 })],
  ])("not by %s", async (_, sealed) => {
    expect(await whoHolds(await sealed())).toBeNull();
  });

  it("not by a token under another secret", async () => {
    const token = await world.token("support");
    const secret = process.env.NEXTAUTH_SECRET;
    process.env.NEXTAUTH_SECRET = "another secret, long enough as well";
    expect(await whoHolds(token)).toBeNull();
    delete process.env.NEXTAUTH_SECRET;
    await expect(whoHolds(token)).rejects.toThrow("NEXTAUTH_SECRET is not set");
    process.env.NEXTAUTH_SECRET = secret;
    expect(await whoHolds(token)).not.toBeNull();
  });

  it("until the person signs out: no copy of its token is worth anything, other sign-ins go on", async () => {
    const [mine, other] = [
      await world.token("support", { signIn: "one" }),
      await world.token("support", { signIn: "two" }),
    ];
    const answer = await world.ask({ token: mine }, "/api/stream?scope=fleet");
    const token = { sub: "support", version: 1, signIn: "one", exp: Math.floor(Date.now() / 1000) + 60 };
    await signInOptions().events?.signOut?.({ token, session: { expires: "" } });
    expect(await answer.text()).toContain('"reason":"signInEnded"');
    expect(await whoHolds(mine)).toBeNull();
    expect(await whoHolds(other)).not.toBeNull();
  });

  it("until the password changes, the stream with it", async () => {
    const { id } = await ada();
    const token = await world.token(id);
    const answer = await world.ask({ token }, "/api/stream?scope=installation:north");
    await world.store.people.setPassword(id, "another password, as good");
    expect(await answer.text()).toContain('"reason":"rightsChanged"');
    expect(await whoHolds(token)).toBeNull();
  });

  it("until the person is removed, the stream with it", async () => {
    const { id } = await ada();
    const token = await world.token(id);
    const answer = await world.ask({ token }, "/api/stream?scope=installation:north");
    await world.store.people.remove(id);
    expect(await answer.text()).toContain('"reason":"rightsChanged"');
    expect(await whoHolds(token)).toBeNull();
    expect((await world.ask({ token }, "/api/stream?scope=fleet")).status).toBe(401);
  });

  it("though it cannot be known whose it is before the database has ever been reached: 503, not 401", async () => {
    const token = await world.token("support");
    const people = { ...world.live.people, loaded: () => false };
    setRunningLive({ ...world.live, people });
    const refused = await whoHolds(token).catch((error: unknown) => error);
    expect(isRefusal(refused) && refused.problem).toBe("storeUnavailable");
  });
});

describe("the token", () => {
  it("says who, which sign-in and which version, and nothing else", async () => {
    const { callbacks } = signInOptions();
    const made = await callbacks?.jwt?.({
      token: { name: "Ada", email: "ada@example.org" },
      user: { id: "support", version: 3 } as never,
      account: null,
    });
    expect(made).toEqual({ sub: "support", version: 3, signIn: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(await callbacks?.jwt?.({ token: made ?? {}, user: undefined as never, account: null })).toEqual(made);
  });
});
