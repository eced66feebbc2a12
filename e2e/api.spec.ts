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
