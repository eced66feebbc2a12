import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, routes, startWorld, type TestWorld } from "./test-live";

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
  "said:ZAP000001": [200, 403, 403, 404, 404, 401],
  "said:ZAP000009": [200, 404, 404, 403, 403, 401],
  "said:ZAP000050": supportKnows,
  "said:ZAP999999": none,
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

const rows: Row[] = [
  ...Object.entries(scopes).flatMap(([scope, gets]) =>
    ["GET", "HEAD"].map((method) => ({ path: `/api/stream?scope=fleet&scope=${scope}`, method, gets })),
  ),
  ...["commands", "history"].flatMap((part) => [
    { path: `/api/chargers/ZAP000001/${part}`, gets: north },
    { path: `/api/chargers/ZAP000009/${part}`, gets: south },
    { path: `/api/chargers/ZAP000050/${part}`, gets: supportKnows },
    { path: `/api/chargers/ZAP999999/${part}`, gets: none },
    { path: `/api/chargers/..%2F..%2Fsecrets/${part}`, gets: none },
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
    path: "/api/firmware/available",
    method: "PUT",
    asked: { body: { product: "Go", version: "3.2.1" } },
    gets: [204, 403, 403, 403, 403, 401],
  },
  { path: "/api/health", gets: open },
  { path: "/api/health/live", gets: open },
  { path: "/api/health/ready", gets: open },
];

/** What next-auth serves to everybody: it is what one signs in with. */
const forEverybody = ["/api/auth/[...nextauth]"];

const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replace(/\[\w+\]/g, "[^/]+")}$`).test(path.split("?")[0] ?? "");

describe("the matrix", () => {
  it("has every route with every method", async () => {
    const missing = (await routes())
      .filter(({ pattern }) => !forEverybody.includes(pattern))
      .flatMap(({ pattern, methods }) =>
        methods
          .filter((method) => !rows.some((row) => (row.method ?? "GET") === method && matches(pattern, row.path)))
          .map((method) => `${method} ${pattern}`),
      );
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

const nothing = "/api/chargers/ZAP999999/commands";
const what = (row: Row) => `${row.method ?? "GET"} ${row.path} ${JSON.stringify(row.asked?.body ?? "")}`;

describe("a post from another site", () => {
  const changing = rows.filter(({ method }) => method === "POST" || method === "PUT");

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
      const route = await import("../../app/api/auth/[...nextauth]/route");
      const { NextRequest } = await import("next/server");
      const request = new NextRequest(`http://board.example/api/auth/${path}`, {
        method: "POST",
        headers: { host: "board.example", "sec-fetch-site": "cross-site" },
      });
      const answer = await route.POST(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
      expect(answer.status).toBe(403);
    }
  });
});
