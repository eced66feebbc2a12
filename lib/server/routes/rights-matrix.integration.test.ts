import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, matching, routes, startWorld, type TestWorld } from "../app/test-live";
import { httpMethods } from "../http/route-methods";
import { wallCookie } from "../wall/wall-cookie";

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

/** Everybody who may come: both ways of being foreign, and nobody. */
const visitors = ["support", "owner-north", "manager-north", "owner-south", "manager-south", null] as const;
type Statuses = readonly [
  support: number,
  ownerNorth: number,
  managerNorth: number,
  ownerSouth: number,
  managerSouth: number,
  nobody: number,
];

interface Row {
  path: string;
  method?: string;
  asked?: Asked;
  /** A 503 of the charger that is not there means: allowed. */
  gets: Statuses;
}

const all: Statuses = [200, 200, 200, 200, 200, 401];
const north: Statuses = [200, 200, 200, 404, 404, 401];
const south: Statuses = [200, 404, 404, 200, 200, 401];
const none: Statuses = [404, 404, 404, 404, 404, 401];
const supportOnly: Statuses = [200, 403, 403, 403, 403, 401];
const supportKnows: Statuses = [200, 404, 404, 404, 404, 401];
const open: Statuses = [200, 200, 200, 200, 200, 200];

const scopes: Record<string, Statuses> = {
  fleet: all,
  firmware: all,
  support: supportOnly,
  "installation:north": north,
  "installation:south": south,
  "installation:nowhere": none,
  "charger:ZAP000001": north,
  "charger:ZAP000009": south,
  "charger:ZAP000050": supportKnows,
  "charger:ZAP999999": none,
  "sent:ZAP000001": [200, 403, 403, 404, 404, 401],
  "sent:ZAP000009": [200, 404, 404, 403, 403, 401],
  "sent:ZAP000050": supportKnows,
  "sent:ZAP999999": none,
};

const command = (name: string): Asked => ({
  method: "POST",
  headers: { "idempotency-key": "unused" },
  body: { command: name },
});
const commandRows = (deviceId: string, gets: Record<string, Statuses>): Row[] =>
  Object.entries(gets).map(([name, statuses]) => ({
    path: `/api/chargers/${deviceId}/commands`,
    method: "POST",
    asked: command(name),
    gets: statuses,
  }));
const given: Statuses = [503, 503, 503, 404, 404, 401];

const setInNorth: Statuses = [204, 204, 403, 404, 404, 401];
const wrongInNorth: Statuses = [400, 400, 403, 404, 404, 401];
const noSuchIn = { north: [404, 404, 403, 404, 404, 401], south: [404, 404, 404, 404, 403, 401] } as const;
const patched = (path: string, body: unknown, gets: Statuses): Row => ({
  path,
  method: "PATCH",
  asked: { body },
  gets,
});
const previewed = (id: string, body: unknown, gets: Statuses): Row => ({
  path: `/api/installations/${id}/preview`,
  method: "POST",
  asked: { body },
  gets,
});
const publishedTo = (id: string, gets: Statuses): Row => ({
  path: `/api/installations/${id}/prices/published?unit=kWh&currency=EUR`,
  method: "POST",
  asked: {
    headers: { "content-type": "text/csv" },
    text: "start;end;price;currency\n2026-03-03T00:00Z;2026-03-03T01:00Z;0,1;EUR",
  },
  gets,
});
const noLink = "00000000-0000-4000-8000-000000000000";

const settingRows: Row[] = [
  { path: "/api/installations/north/settings", gets: [200, 200, 403, 404, 404, 401] },
  { path: "/api/installations/nowhere/settings", gets: none },
  patched("/api/installations/north/settings", { switchCurrentA: 14 }, setInNorth),
  patched("/api/installations/north/settings", { mainFuseA: 14 }, wrongInNorth),
  patched("/api/installations/south/settings", { switchCurrentA: 14 }, [204, 404, 404, 204, 403, 401]),
  patched("/api/installations/nowhere/settings", { switchCurrentA: 14 }, none),
  previewed("north", { availableNow: null }, [200, 200, 403, 404, 404, 401]),
  previewed("north", { mainFuseA: 14 }, wrongInNorth),
  previewed("nowhere", { availableNow: null }, none),
  patched("/api/chargers/ZAP000001/settings", { priority: 1 }, setInNorth),
  patched("/api/chargers/ZAP000001/settings", { priority: 7 }, wrongInNorth),
  patched("/api/chargers/ZAP000001/settings", { offlineCurrentA: 6 }, [409, 409, 403, 404, 404, 401]),
  patched("/api/chargers/ZAP000050/settings", { priority: 1 }, [409, 404, 404, 404, 404, 401]),
  patched("/api/chargers/ZAP999999/settings", { priority: 1 }, none),
  { path: "/api/installations/north/prices", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/installations/north/names", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/installations/nowhere/names", gets: none },
  {
    path: "/api/installations/north/names",
    method: "PUT",
    asked: { body: { tag: "nfc-matrix", name: "Sample", group: null } },
    gets: [403, 204, 403, 404, 404, 401],
  },
  {
    path: "/api/installations/south/names?tag=nfc-nobody",
    method: "DELETE",
    gets: [403, 404, 404, 404, 403, 401],
  },
  ...(["north", "south"] as const).map((id) => ({
    path: `/api/installations/${id}/names/erase`,
    method: "POST",
    asked: { body: { tag: "nfc-nobody" } },
    gets: id === "north" ? ([403, 404, 403, 404, 404, 401] as const) : ([403, 404, 404, 404, 403, 401] as const),
  })),
  {
    path: "/api/installations/north/names/erase",
    method: "POST",
    asked: { body: { tag: "" } },
    gets: [403, 400, 403, 404, 404, 401],
  },
  { path: "/api/installations/north/reports", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/installations/nowhere/reports", gets: none },
  { path: "/api/installations/north/reports/2026-01", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/installations/north/reports/2026-01.csv", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/installations/nowhere/reports/2026-01", gets: none },
  {
    path: "/api/installations/north/reports/2199-11/close",
    method: "POST",
    asked: { body: {} },
    gets: [403, 409, 403, 404, 404, 401],
  },
  { path: "/api/installations/nowhere/prices", gets: none },
  {
    path: "/api/installations/north/prices",
    method: "PUT",
    asked: { body: { periods: [], holidays: [] } },
    gets: [403, 428, 403, 404, 404, 401],
  },
  { path: "/api/installations/north/prices/published", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/installations/nowhere/prices/published", gets: none },
  publishedTo("north", [403, 200, 403, 404, 404, 401]),
  publishedTo("south", [403, 404, 404, 200, 403, 401]),
  publishedTo("nowhere", none),
  { path: "/api/installations/north/wall-links", gets: [200, 200, 403, 404, 404, 401] },
  { path: "/api/installations/nowhere/wall-links", gets: none },
  {
    path: "/api/installations/north/wall-links",
    method: "POST",
    asked: { body: { label: "Hall" } },
    gets: [201, 201, 403, 404, 404, 401],
  },
  {
    path: "/api/installations/north/wall-links",
    method: "POST",
    asked: { body: { label: 7 } },
    gets: wrongInNorth,
  },
  {
    path: "/api/installations/north/wall-links",
    method: "POST",
    asked: { body: { label: "Hall\u202e" } },
    gets: wrongInNorth,
  },
  ...(["north", "south"] as const).map((id) => ({
    path: `/api/installations/${id}/wall-links/${noLink}`,
    method: "DELETE",
    gets: noSuchIn[id],
  })),
  { path: "/api/installations/north/wall-session?key=made-up", gets: [404, 404, 404, 404, 404, 404] },
];

const wrongInNorthFor: Statuses = [400, 400, 400, 404, 404, 401];

const rows: Row[] = [
  ...Object.entries(scopes).flatMap(([scope, gets]) =>
    ["GET", "HEAD"].map((method) => ({ path: `/api/stream?scope=fleet&scope=${scope}`, method, gets })),
  ),
  ...Object.entries({ north, south, nowhere: none }).flatMap(([id, gets]) =>
    ["GET", "HEAD"].map((method) => ({ path: `/api/stream?scope=wall:${id}`, method, gets })),
  ),
  { path: "/api/stream?scope=fleet&scope=wall:north", gets: [400, 400, 400, 400, 400, 401] },
  ...["commands", "history"].flatMap((part) => [
    { path: `/api/chargers/ZAP000001/${part}`, gets: north },
    { path: `/api/chargers/ZAP000009/${part}`, gets: south },
    { path: `/api/chargers/ZAP000050/${part}`, gets: supportKnows },
    { path: `/api/chargers/ZAP999999/${part}`, gets: none },
    { path: `/api/chargers/..%2F..%2Fsecrets/${part}`, gets: none },
  ]),
  ...["events", "%23804", "powerW,%23804"].flatMap((kinds) => [
    { path: `/api/chargers/ZAP000001/history?kinds=${kinds}`, gets: [200, 403, 403, 404, 404, 401] as const },
    { path: `/api/chargers/ZAP000009/history?kinds=${kinds}`, gets: [200, 404, 404, 403, 403, 401] as const },
  ]),
  ...[
    "kinds=tag",
    "kinds=nothing",
    "from=yesterday",
    "points=0",
    "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
  ].map((query) => ({ path: `/api/chargers/ZAP000001/history?${query}`, gets: wrongInNorthFor })),
  { path: "/api/installations/north/history", gets: north },
  { path: "/api/installations/south/history?points=7", gets: south },
  { path: "/api/installations/nowhere/history", gets: none },
  { path: "/api/installations/north/history?kinds=powerW", gets: wrongInNorthFor },
  { path: "/api/chargers/ZAP000001/moment?at=2026-01-02T00:00:00Z", gets: north },
  { path: "/api/chargers/ZAP000009/moment?at=2026-01-02T00:00:00Z", gets: south },
  { path: "/api/chargers/ZAP000050/moment?at=2026-01-02T00:00:00Z", gets: supportKnows },
  { path: "/api/chargers/ZAP999999/moment?at=2026-01-02T00:00:00Z", gets: none },
  { path: "/api/installations/north/moment?at=2026-01-02T00:00:00Z", gets: north },
  { path: "/api/installations/south/moment?at=2026-01-02T00:00:00Z", gets: south },
  { path: "/api/installations/nowhere/moment?at=2026-01-02T00:00:00Z", gets: none },
  ...["", "?at=yesterday", "?at=1767312000000", "?at=2199-01-02T00:00:00Z", "?at=2026-01-02T00:00:00Z&by=day"].flatMap(
    (query) => [
      { path: `/api/chargers/ZAP000001/moment${query}`, gets: wrongInNorthFor },
      { path: `/api/installations/north/moment${query}`, gets: wrongInNorthFor },
    ],
  ),
  ...["energy", "energy/now", "availability"].flatMap((part) => [
    { path: `/api/installations/north/${part}`, gets: north },
    { path: `/api/installations/south/${part}`, gets: south },
    { path: `/api/installations/nowhere/${part}`, gets: none },
  ]),
  ...["by=month", "by=hourOfWeek", "circuit=north-a"].map((query) => ({
    path: `/api/installations/north/energy?${query}`,
    gets: north,
  })),
  { path: "/api/installations/north/energy?circuit=south-a", gets: none },
  ...[
    "by=year",
    "from=yesterday",
    "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
    "from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
    "kinds=powerW",
  ].map((query) => ({ path: `/api/installations/north/energy?${query}`, gets: wrongInNorthFor })),
  { path: "/api/installations/north/availability?month=2026-02", gets: north },
  ...["2026-13", "2026-2", "soon", "9999-01"].map((month) => ({
    path: `/api/installations/north/availability?month=${month}`,
    gets: wrongInNorthFor,
  })),
  { path: "/api/chargers/ZAP000001/messages", gets: [200, 403, 403, 404, 404, 401] },
  { path: "/api/chargers/ZAP000009/messages", gets: [200, 404, 404, 403, 403, 401] },
  { path: "/api/chargers/ZAP000050/messages", gets: supportKnows },
  { path: "/api/chargers/ZAP999999/messages", gets: none },
  { path: "/api/chargers/ZAP000001/messages?limit=1000", gets: [400, 403, 403, 404, 404, 401] },
  { path: "/api/chargers/ZAP000001/messages?cursor=1_1", gets: [404, 403, 403, 404, 404, 401] },
  { path: "/api/sessions", gets: all },
  { path: "/api/sessions?installation=north", gets: north },
  { path: "/api/sessions?installation=south&problems=true", gets: south },
  { path: "/api/sessions?installation=nowhere", gets: supportKnows },
  { path: "/api/sessions?installation=north&name=Sample", gets: [403, 200, 403, 404, 404, 401] },
  { path: "/api/sessions/total", gets: all },
  { path: "/api/sessions/total?installation=north", gets: north },
  { path: "/api/sessions/total?limit=1", gets: [400, 400, 400, 400, 400, 401] },
  { path: "/api/sessions/export?format=csv&installation=north", gets: north },
  { path: "/api/sessions/export?format=xlsx&installation=south", gets: south },
  { path: "/api/sessions/export", gets: [400, 400, 400, 400, 400, 401] },
  ...[`cursor=${noLink}`, "cursor=made-up"].map((query) => ({ path: `/api/sessions?${query}`, gets: none })),
  ...["limit=1000", "problems=1", "from=yesterday", "order=up"].map((query) => ({
    path: `/api/sessions?${query}`,
    gets: [400, 400, 400, 400, 400, 401] as const,
  })),
  ...[noLink, "made-up"].flatMap((id) => [
    { path: `/api/sessions/${id}`, gets: none },
    { path: `/api/sessions/${id}/signed`, gets: none },
  ]),
  ...commandRows("ZAP000002", {
    start: given,
    stop: given,
    restart: given,
    upgradeFirmware: [503, 503, 403, 404, 404, 401],
    explode: [400, 400, 400, 404, 404, 401],
  }),
  ...commandRows("ZAP000050", { restart: [503, 404, 404, 404, 404, 401] }),
  ...commandRows("ZAP999999", { restart: none, explode: none }),
  { path: "/api/topology", gets: supportOnly },
  { path: "/api/support/search?q=zap", gets: all },
  {
    path: "/api/support/assign",
    method: "POST",
    asked: { body: { deviceId: "ZAP000050", circuitId: "nowhere" } },
    gets: [400, 403, 403, 403, 403, 401],
  },
  {
    path: "/api/support/assign",
    method: "POST",
    asked: { body: { deviceId: "ZAP000050", circuitId: "north-a", name: "Place\u200b1" } },
    gets: [400, 403, 403, 403, 403, 401],
  },
  {
    path: "/api/firmware/available",
    method: "PUT",
    asked: { body: { product: "Go", version: "3.2.1" } },
    gets: [204, 403, 403, 403, 403, 401],
  },
  ...settingRows,
  { path: "/api/sign-out-everywhere", method: "POST", gets: [204, 204, 204, 204, 204, 401] },
  { path: "/api/health", gets: open },
  { path: "/api/health/live", gets: open },
  { path: "/api/health/ready", gets: open },
];

/** What next-auth serves to everybody, being what one signs in with, and what answers for every other path. */
const forEverybody = ["/api/auth/[...nextauth]", "/api/[[...path]]"];
const everyRoute = await routes();
const patterns = everyRoute.filter(({ pattern }) => !forEverybody.includes(pattern));
const isRowOf = (pattern: string, row: Row) => matching(pattern, row.path.split("?")[0] ?? "") !== null;
const pathOf = (pattern: string) => pattern.replace(/\[\w+\]/g, "ZAP000001");

async function allowed(pattern: string): Promise<string[]> {
  const answer = await world.ask(null, pathOf(pattern), { method: "OPTIONS" });
  expect(answer.status).toBe(204);
  return (answer.headers.get("allow") ?? "").split(", ").filter((method) => method !== "OPTIONS");
}

const what = (row: Row) => `${row.method ?? "GET"} ${row.path} ${JSON.stringify(row.asked?.body ?? "")}`;

describe("the matrix", () => {
  it("has every route with every method", async () => {
    const missing: string[] = [];
    for (const { pattern } of patterns)
      for (const method of await allowed(pattern)) {
        // HEAD by way of GET is GET.
        const methods = method === "HEAD" ? ["HEAD", "GET"] : [method];
        if (!rows.some((row) => methods.includes(row.method ?? "GET") && isRowOf(pattern, row)))
          missing.push(`${method} ${pattern}`);
      }
    expect(missing).toEqual([]);
  });

  const cases = rows.flatMap((row) =>
    visitors.map((who, index) => ({ who, row, name: what(row), status: row.gets[index] ?? 0 })),
  );

  it.each(cases)("$who $name: $status", async ({ who, row, status }) => {
    const asked = { method: row.method ?? "GET", ...row.asked };
    const key = { "idempotency-key": crypto.randomUUID() };
    const answer = await world.ask(who, row.path, { ...asked, headers: { ...asked.headers, ...key } });
    expect(answer.status).toBe(status);
    if (status < 400) await answer.body?.cancel();
    else {
      expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      const problem = await answer.json();
      expect(problem).toMatchObject({ status, type: `urn:phaseboard:problem:${problem.code}` });
      // With no hint that it exists: the same words for what is foreign and for what is not there.
      if (status === 404) expect(problem).toEqual(await (await world.ask("support", nothing)).json());
    }
  });
});

describe("whoever holds a wall link, and is not signed in", () => {
  let cookies: Record<string, string>;
  beforeAll(async () => {
    const asked = { method: "POST", body: { label: "Matrix" } };
    const answer = await world.ask("owner-north", "/api/installations/north/wall-links", asked);
    cookies = { [wallCookie("north")]: (await answer.json()).key };
  });

  // The wall's own stream, and otherwise what nobody gets.
  const cases = rows.map((row) => {
    const [nobody = 0] = row.gets.slice(-1);
    return { row, name: what(row), status: row.path === "/api/stream?scope=wall:north" ? 200 : nobody };
  });

  it.each(cases)("$name: $status", async ({ row, status }) => {
    const answer = await world.ask(null, row.path, { method: row.method ?? "GET", ...row.asked, cookies });
    expect(answer.status).toBe(status);
    await answer.body?.cancel();
  });
});

const nothing = "/api/chargers/ZAP999999/commands";

describe("what is not there", () => {
  it.each(everyRoute)("is answered by $pattern for every method", async ({ pattern, methods }) => {
    expect(methods).toEqual([...httpMethods].sort());
    if (forEverybody.includes(pattern)) return;
    const allow = await allowed(pattern);
    for (const method of httpMethods.filter((each) => each !== "OPTIONS" && !allow.includes(each))) {
      const answer = await world.ask("support", pathOf(pattern), { method });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.headers.get("allow")?.split(", ")).toEqual(expect.arrayContaining(allow));
      expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      expect(await answer.json()).toMatchObject({ status: 405, code: "methodNotAllowed" });
    }
  });

  it.each(["/api", "/api/nope", "/api/chargers", "/api/chargers/ZAP000001", "/api/auth", "/api/auth/nope"])(
    "is 404 at %s, whoever asks",
    async (path) => {
      for (const who of visitors)
        for (const method of httpMethods) {
          const answer = await world.ask(who, path, { method });
          expect([method, answer.status]).toEqual([method, 404]);
          expect(await answer.json()).toMatchObject({ code: "notFound" });
        }
    },
  );

  it("is 405 where the sign-in has no such method", async () => {
    const answer = await world.ask(null, "/api/auth/csrf", { method: "DELETE" });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET");
    expect(await answer.json()).toMatchObject({ code: "methodNotAllowed" });
  });
});

describe("a post from another site", () => {
  const changing = rows.filter(
    ({ method }) => method !== undefined && ["POST", "PUT", "PATCH", "DELETE"].includes(method),
  );

  it.each(changing.flatMap((row) => visitors.map((who) => ({ who, row, name: what(row) }))))(
    "$who $name: 403",
    async ({ who, row }) => {
      const headers = { ...row.asked?.headers, "sec-fetch-site": "cross-site", origin: "https://evil.example" };
      const answer = await world.ask(who, row.path, { method: row.method ?? "GET", ...row.asked, headers });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "crossSite" });
    },
  );

  it("does not sign anybody in or out", async () => {
    for (const path of ["callback/credentials", "signout", "session"]) {
      const headers = { "sec-fetch-site": "cross-site" };
      const answer = await world.ask(null, `/api/auth/${path}`, { method: "POST", headers });
      expect(answer.status).toBe(403);
    }
  });
});
