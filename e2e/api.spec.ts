import { countedBy } from "../lib/server/auth/sign-in-counts";
import { expect, test } from "./test";

const problem = /^application\/problem\+json/;

test("the API refuses in one form whatever is asked for", async ({ world, request }) => {
  const nothing = await request.get(`${world.url}/api/no/such/path`);
  expect([nothing.status(), await nothing.json()]).toMatchObject([404, { code: "notFound" }]);
  const method = await request.delete(`${world.url}/api/topology`);
  expect([method.status(), await method.json()]).toMatchObject([405, { code: "methodNotAllowed" }]);
  expect(method.headers().allow).toBe("GET, HEAD, OPTIONS");
  expect((await request.head(`${world.url}/api/health`)).status()).toBe(200);
  const half = await request.get(`${world.url}/api/chargers/%E0%A4%A/history`);
  expect([half.status(), await half.json()]).toMatchObject([400, { code: "badRequest" }]);
  expect((await request.get(`${world.url}/installations/%E0%A4%A`)).status()).toBe(404);
  for (const answer of [nothing, method, half]) expect(answer.headers()["content-type"]).toMatch(problem);
});

test("the sign-in refuses in the same form", async ({ world, request }) => {
  const { csrfToken } = await (await request.get(`${world.url}/api/auth/csrf`)).json();
  const fields = { email: "nobody@phaseboard.example", password: "wrong", json: "true" };
  const signIn = (form: Record<string, string>) =>
    request.post(`${world.url}/api/auth/callback/credentials`, { form, maxRedirects: 0 });
  const wrong = await signIn({ ...fields, csrfToken });
  expect([wrong.status(), await wrong.json()]).toMatchObject([401, { code: "signInRefused" }]);
  const plain = await signIn({ email: fields.email, password: "wrong", csrfToken });
  expect([plain.status(), await plain.json()]).toMatchObject([401, { code: "signInRefused" }]);
  const noToken = await signIn({ ...fields, csrfToken: "made up" });
  expect([noToken.status(), await noToken.json()]).toMatchObject([403, { code: "crossSite" }]);
  const provider = await request.post(`${world.url}/api/auth/callback/nope`, { form: { csrfToken, json: "true" } });
  expect([provider.status(), await provider.json()]).toMatchObject([404, { code: "notFound" }]);
  for (const answer of [wrong, plain, noToken, provider]) expect(answer.headers()["content-type"]).toMatch(problem);
});

test("no request makes an error of the server's of itself", async ({ world, request }) => {
  const asked = (path: string, method: string, headers: Record<string, string> = {}) =>
    request.fetch(`${world.url}${path}`, { method, headers, maxRedirects: 0 }).then((answer) => answer.status());
  for (const path of ["/", "/sign-in", "/api/health"]) expect([path, await asked(path, "TRACE")]).toEqual([path, 405]);
  const behindHttps = { "x-forwarded-proto": "https", "x-forwarded-host": "board.example" };
  for (const method of ["GET", "POST", "DELETE"]) {
    expect([method, await asked("/%ff", method, behindHttps)]).toEqual([method, 404]);
    expect([method, await asked("/api/%ff", method, behindHttps)]).toEqual([method, 400]);
  }
  expect(await asked("/api/auth/signin?callbackUrl=http://[", "GET")).toBe(400);
  const broken = await request.get(`${world.url}/api/auth/csrf`, {
    headers: { cookie: "next-auth.callback-url=http://[" },
  });
  expect(broken.status()).toBe(400);
  expect(broken.headers()["set-cookie"]).toMatch(/^next-auth.callback-url=; Path=\/; Max-Age=0/);
  const { csrfToken } = await (await request.get(`${world.url}/api/auth/csrf`)).json();
  for (const callbackUrl of ["http://[", "%ff", "//evil.example", "https://evil.example/"]) {
    const answer = await request.post(`${world.url}/api/auth/signout`, {
      form: { csrfToken, callbackUrl, json: "true" },
    });
    expect(answer.status()).toBe(200);
    expect(new URL((await answer.json()).url).origin).toBe(world.url);
  }
  const list = await request.post(`${world.url}/api/auth/signout`, { data: { csrfToken, callbackUrl: {} } });
  expect([list.status(), await list.json()]).toMatchObject([400, { code: "badRequest" }]);
});

test("every page has its policy, also one that is fetched ahead", async ({ world, request }) => {
  const ways: Record<string, string>[] = [
    { "next-router-prefetch": "1" },
    { purpose: "prefetch" },
    { rsc: "1", "next-router-prefetch": "1" },
  ];
  for (const ahead of ways)
    for (const path of ["/sign-in", "/iconic", "/manifest"]) {
      const answer = await request.get(`${world.url}${path}`, { headers: ahead, maxRedirects: 0 });
      expect(answer.headers()["content-security-policy"]).toContain("script-src 'self' 'nonce-");
    }
});

test("a wall's address is told to nobody", async ({ world, request }) => {
  for (const path of ["/installations/nowhere/wall?key=x", "/api/installations/nowhere/wall-session?key=x"])
    expect((await request.get(`${world.url}${path}`)).headers()["referrer-policy"]).toBe("no-referrer");
});

test("attempts to sign in count for who makes them, whatever the request says of itself", async ({
  world,
  request,
}) => {
  const source = countedBy("source", "127.0.0.1", 60_000);
  const counted = async () => {
    const until = (await world.store.signInCounts.add([source], 1_000, Date.now())).get(source.key) ?? 0;
    await world.store.signInCounts.takeBack([source]);
    return Math.ceil((until - Date.now()) / 60_000) - 1;
  };
  const before = await counted();
  const { csrfToken } = await (await request.get(`${world.url}/api/auth/csrf`)).json();
  for (const n of [1, 2, 3]) {
    const made = { "x-forwarded-for": `192.0.2.${n}`, "x-real-ip": `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` };
    const form = { email: `made-up-${n}@phaseboard.example`, password: "wrong", csrfToken, json: "true" };
    const answer = await request.post(`${world.url}/api/auth/callback/credentials`, { form, headers: made });
    expect(answer.status()).toBe(401);
  }
  expect(await counted()).toBe(before + 3);
});
