import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { isRefusal } from "../../contract/refusal";
import { setRunningLive } from "../app/running-live";
import { startWorld, type TestWorld, until } from "../app/test-live";
import { knownBrowserCookie } from "../auth/known-browser";
import { createSignInAttempts } from "../auth/sign-in-attempts";
import { countedBy, createSignInCounts } from "../auth/sign-in-counts";
import { createFairTurns } from "../base/fair-turns";
import { createLog } from "../base/log";
import { servedTo } from "../http/client-address";
import { type Browser, signInOptions } from "./sign-in";
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

const stranger: Browser = { cookie: () => undefined, signedIn: () => undefined };
const authorize = (provider: string, browser = stranger) => {
  const found = signInOptions(browser).providers.find((each) => each.options?.id === provider || each.id === provider);
  return z.object({ authorize: z.function() }).parse(found?.options).authorize as (
    fields: unknown,
  ) => Promise<{ id: string; version: number } | null>;
};
const signIn = (email: string, given: string, address = "192.0.2.1", browser = stranger) =>
  servedTo(address, () => authorize("credentials", browser)({ email, password: given }));

/** A browser that keeps what it is given. */
function openBrowser(): Browser {
  const jar = new Map<string, string>();
  return {
    cookie: (name) => jar.get(name),
    signedIn(person) {
      const [name = "", value = ""] = (knownBrowserCookie(person, Date.now()).split(";")[0] ?? "").split("=");
      jar.set(name, value);
    },
  };
}

/** How many attempts at an account are remembered, by the store's own word. */
async function remembered(kind: "source" | "account" | "known", value: string): Promise<number> {
  const counted = countedBy(kind, value, 60_000);
  const until = (await world.store.signInCounts.add([counted], 1_000, Date.now())).get(counted.key) ?? 0;
  await world.store.signInCounts.takeBack([counted]);
  return Math.ceil((until - Date.now()) / 60_000) - 1;
}
const support = () => {
  const person = world.live.people.byId("support");
  if (person === null) throw new Error("The support person is not there.");
  return person;
};
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
      expect(await authorize("credentials")(fields)).toBeNull();
  });

  it("slows guesses down, and takes the right password all the same; counted for every instance and over a restart", async () => {
    const before = await remembered("account", "ada@example.org");
    for (let failure = 0; failure < 6; failure += 1)
      expect(await signIn("ada@example.org", "x", "192.0.2.3")).toBeNull();
    expect(await remembered("account", "ada@example.org")).toBe(before + 6);
    expect(await remembered("source", "192.0.2.3")).toBe(6);
    const waited: number[] = [];
    const elsewhere = createSignInAttempts({
      counts: createSignInCounts({ store: () => world.store, now: Date.now, log: createLog("test", "silent") }),
      turns: createFairTurns({ atOnce: 1, places: 9, placesPerSource: 9 }),
      sleep: async (ms) => waited.push(ms),
    });
    const attempt = { email: "ada@example.org", address: "192.0.2.4", knownAs: null };
    expect(await elsewhere.make(attempt, async () => "right" as const)).toBe("right");
    expect(waited).toHaveLength(1);
    expect(await signIn("ada@example.org", password, "192.0.2.3")).not.toBeNull();
  });

  it("does not slow the browser that signed in before, until it is signed out everywhere", async () => {
    const mine = openBrowser();
    const { id } = await ada();
    expect(await signIn("ada@example.org", password, "192.0.2.20", mine)).not.toBeNull();
    const before = await remembered("account", "ada@example.org");
    expect(await signIn("ada@example.org", "wrong", "192.0.2.20", mine)).toBeNull();
    expect(await remembered("account", "ada@example.org")).toBe(before);
    await world.live.endAllSignIns(id);
    expect(await signIn("ada@example.org", "wrong", "192.0.2.20", mine)).toBeNull();
    expect(await remembered("account", "ada@example.org")).toBe(before + 1);
  });

  it("checks twelve at once from many addresses without taking the database for gone", async () => {
    const heard = world.live.health().store.since;
    const all = Array.from({ length: 12 }, (_, n) => signIn(`made-up-${n}@example.org`, "x", `198.51.100.${n}`));
    expect(await signIn("ada@example.org", password, "192.0.2.21")).not.toBeNull();
    expect(await Promise.all(all)).toEqual(Array(12).fill(null));
    expect(world.live.health().store).toEqual({ up: true, since: heard });
  });

  it("refuses a disabled person", async () => {
    const { id } = await ada();
    await world.store.people.setDisabled(id, true);
    expect(await signIn("ada@example.org", password, "192.0.2.5")).toBeNull();
    await world.store.people.setDisabled(id, false);
    expect(await signIn("ada@example.org", password, "192.0.2.5")).not.toBeNull();
  });

  it("works while the database takes no writes", async () => {
    const admin = new pg.Client({ connectionString: world.url });
    await admin.connect();
    const set = async (value: "on" | "off") => {
      await admin.query(`alter database ${admin.database} set default_transaction_read_only = ${value}`);
      await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
      );
    };
    await set("on");
    await until(async () => {
      await world.live.setAvailable(support(), "Go", "1.0.0").catch(() => undefined);
      return world.live.fleetReader.links().store.reason === "readOnly";
    });
    expect(await signIn("ada@example.org", "wrong", "192.0.2.22")).toBeNull();
    expect(await signIn("ada@example.org", password, "192.0.2.22")).not.toBeNull();
    expect(world.live.fleetReader.links().store).toMatchObject({ up: false, reason: "readOnly" });
    await admin.query("set default_transaction_read_only = off");
    await set("off");
    await admin.end();
    await until(() => world.live.fleetReader.links().store.up);
  });

  it("says so when the database is gone", async () => {
    await world.postgres.kill();
    await expect(signIn("ada@example.org", password, "192.0.2.6")).rejects.toThrow("storeUnavailable");
    await world.postgres.start();
    await until(() => world.live.fleetReader.links().store.up);
  });

  it("as a sample person is there in demo mode alone", async () => {
    expect(signInOptions(stranger).providers).toHaveLength(1);
    setRunningLive({ ...world.live, mode: "demo" });
    const person = await authorize("demo")({ role: "owner" });
    expect(world.live.people.byId(person?.id ?? "")).toMatchObject({ role: "owner", demo: true });
    for (const fields of [{ role: "admin" }, {}, undefined]) expect(await authorize("demo")(fields)).toBeNull();
    const beforeDemo = authorize("demo");
    setRunningLive(world.live);
    expect(await beforeDemo({ role: "owner" })).toBeNull();
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
    await signInOptions(stranger).events?.signOut?.({ token, session: { expires: "" } });
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

  it("until the person signs out everywhere: every sign-in, its streams, in every instance and after a restart", async () => {
    const other = await world.another();
    const before = await world.store.people.get("owner-south");
    if (before === null) throw new Error("The owner is not there.");
    const [mine, phone] = [
      await world.token(before.id, { signIn: "a" }),
      await world.token(before.id, { signIn: "b" }),
    ];
    const stream = await world.ask({ token: phone }, "/api/stream?scope=fleet");
    const signIn = { id: "c", version: before.version, endsAt: Number.POSITIVE_INFINITY };
    const elsewhere = new Response(other.stream.open(before, signIn, [{ kind: "fleet" }]));
    const answer = await world.ask({ token: mine }, "/api/sign-out-everywhere", { method: "POST" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/session-token=; Path=\/; Max-Age=0/);
    for (const token of [mine, phone]) expect(await whoHolds(token)).toBeNull();
    expect(await stream.text()).toContain('"reason":"rightsChanged"');
    expect(await elsewhere.text()).toContain('"reason":"rightsChanged"');
    await other.stop();
    await world.restart();
    expect(await whoHolds(phone)).toBeNull();
    expect(await whoHolds(await world.token(before.id))).not.toBeNull();
  });

  it("though signing out everywhere is refused while it cannot be kept", async () => {
    const token = await world.token("support");
    await world.postgres.kill();
    const answer = await world.ask({ token }, "/api/sign-out-everywhere", { method: "POST" });
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: "storeUnavailable" }]);
    await world.postgres.start();
    await until(() => world.live.fleetReader.links().store.up);
    expect(await whoHolds(token)).not.toBeNull();
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
    const { callbacks } = signInOptions(stranger);
    const made = await callbacks?.jwt?.({
      token: { name: "Ada", email: "ada@example.org" },
      user: { id: "support", version: 3 } as never,
      account: null,
    });
    expect(made).toEqual({ sub: "support", version: 3, signIn: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(await callbacks?.jwt?.({ token: made ?? {}, user: undefined as never, account: null })).toEqual(made);
  });
});
