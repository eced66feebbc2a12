import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PublishedAnswer, PublishedFileAnswer } from "../../../contract/prices";
import type { Problem } from "../../../contract/problem";
import { startWorld, type TestWorld } from "../../app/test-live";

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const hourMs = 3_600_000;
const path = "/api/installations/north/prices/published";
const post = (text: string, query = "unit=kWh&currency=NOK", type = "text/csv") =>
  world.ask("owner-north", `${path}?${query}`, { method: "POST", text, headers: { "content-type": type } });
async function known(query = ""): Promise<PublishedAnswer> {
  const answer = await world.ask("owner-north", `${path}?${query}`);
  expect(answer.status).toBe(200);
  return answer.json();
}
async function refused(answer: Response): Promise<Pick<Problem, "status" | "code" | "faults" | "detail">> {
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  return { ...(await answer.json()), status: answer.status };
}
async function taken(text: string, query?: string): Promise<PublishedFileAnswer> {
  const answer = await post(text, query);
  expect(answer.status).toBe(200);
  return answer.json();
}
const table = (...rows: string[]) => ["start;end;price;currency", ...rows].join("\r\n");
const row = (from: number, to: number, price = "0,5", currency = "NOK") =>
  [new Date(from).toISOString(), new Date(to).toISOString(), price, currency].join(";");
const day = (values: readonly string[]) => ["2026-03-03", ...values].join("\n");
/** Midnight of that day where the installation is: the zone of the sample is an hour ahead of UTC then. */
const midnight = Date.UTC(2026, 2, 2, 23);

describe("a file of published prices", () => {
  it("is nothing that is known, until one is sent", async () => {
    expect(await known()).toEqual({ first: null, last: null, count: 0, currencies: [], holes: [], now: null });
  });

  it("with 95 values is refused in words, and nothing of it is kept", async () => {
    expect(await refused(await post(day(Array(95).fill("1"))))).toMatchObject({
      status: 400,
      code: "badRequest",
      faults: [{ code: "count", given: 95, wanted: [96, 24] }],
    });
    expect((await known()).count).toBe(0);
  });

  it("is refused with every fault by its line, and nothing of it is kept", async () => {
    const text = table(row(midnight, midnight + hourMs), "yesterday;today;1;NOK", row(0, 1, "x"), "1;2;3");
    const { faults } = await refused(await post(text));
    expect(faults).toMatchObject([
      { code: "instant", line: 3, given: "yesterday" },
      { code: "instant", line: 4 },
      { code: "columns", line: 5, wanted: 4, given: 3 },
    ]);
    expect((await known()).count).toBe(0);
  });

  it("with a byte order mark, comma decimals and prices below nothing is taken as it stands", async () => {
    const values = Array.from({ length: 24 }, (_, n) => `${n - 5},55`);
    expect(await taken(`\ufeff${day(values)}`, "unit=MWh&currency=NOK")).toEqual({
      quarters: 96,
      from: midnight,
      to: midnight + 24 * hourMs,
      holes: [],
    });
    const spot = await world.store.prices.spot("north", midnight, midnight + hourMs);
    expect([...spot.values()]).toEqual(Array(4).fill({ perKwh: "-0.00555", currency: "NOK" }));
  });

  it("tells the three hours that are missing in it, and so does what is known afterwards", async () => {
    const [hole, end] = [{ from: midnight + 26 * hourMs, to: midnight + 29 * hourMs }, midnight + 48 * hourMs];
    const answer = await taken(table(row(hole.to, end), row(midnight + 24 * hourMs, hole.from)));
    expect(answer).toMatchObject({ quarters: 84, holes: [hole] });
    expect(await known()).toMatchObject({ first: midnight, last: end, count: 180, currencies: ["NOK"], holes: [hole] });
    const after = `from=${new Date(hole.to).toISOString()}`;
    expect(await known(after)).toMatchObject({ first: hole.to, last: end, count: 76, holes: [] });
  });

  it("can be in another currency from the middle of a month on", async () => {
    const from = midnight + 48 * hourMs;
    await taken(table(row(from, from + hourMs, "0.08", "EUR")));
    expect((await known()).currencies).toEqual(["EUR", "NOK"]);
  });

  it("holds as it was sent last, and tells what holds now", async () => {
    const quarter = Math.floor(Date.now() / 900_000) * 900_000;
    const now = (price: string) => taken(table(row(quarter - hourMs, quarter + hourMs, price)));
    await now("0.5");
    await now("0.25");
    expect((await known()).now).toEqual({ perKwh: "0.25", currency: "NOK" });
    const { count } = await known();
    await now("0.25");
    expect((await known()).count).toBe(count);
  });

  it.each([
    ["no unit", "currency=NOK", "text/csv", 400],
    ["another unit", "unit=Wh&currency=NOK", "text/csv", 400],
    ["no currency", "unit=kWh", "text/csv", 400],
    ["a currency in words", "unit=kWh&currency=kroner", "text/csv", 400],
    ["another media type", "unit=kWh&currency=NOK", "application/json", 415],
    ["another charset", "unit=kWh&currency=NOK", "text/csv; charset=latin1", 415],
  ])("is refused with %s", async (_, query, type, status) => {
    expect(await refused(await post(day(Array(24).fill("1")), query, type))).toMatchObject({ status });
  });

  it("of more than 8 MB is refused", async () => {
    const answer = await post("1".repeat(8 * 1024 * 1024 + 1));
    expect(await refused(answer)).toMatchObject({ status: 400, detail: expect.stringContaining("8192 KB") });
  });

  it("of nearly 8 MB, with more quarter-hours than one statement writes, is kept whole", async () => {
    const begin = Date.UTC(2030, 0);
    const rows = Array.from({ length: 100_000 }, (_, n) =>
      row(begin + n * 900_000, begin + (n + 1) * 900_000, `0.${n}`),
    );
    expect(await taken(table(...rows))).toMatchObject({ quarters: 100_000, holes: [] });
    expect(await known(`from=${new Date(begin).toISOString()}`)).toMatchObject({ count: 100_000, holes: [] });
  }, 60_000);

  it("that is no UTF-8 is refused as such", async () => {
    const answer = await world.ask("owner-north", `${path}?unit=kWh&currency=NOK`, {
      method: "POST",
      bytes: Buffer.from([0xff, 0xfe, 0x32, 0x00]),
      headers: { "content-type": "text/csv" },
    });
    expect(await refused(answer)).toMatchObject({ status: 400, faults: [{ code: "notUtf8" }] });
  });
});

describe("what is known", () => {
  it.each(["from=yesterday", "from=2026-03-03T00:00:00", "from=2026-03-03T00:00:00Z&to=2026-03-02T00:00:00Z"])(
    "is not told of %s",
    async (query) => {
      expect((await world.ask("owner-north", `${path}?${query}`)).status).toBe(400);
    },
  );

  it("belongs to an installation of its own", async () => {
    const answer = await world.ask("owner-south", path.replace("north", "south"));
    expect(await answer.json()).toMatchObject({ count: 0, now: null });
  });
});

describe("published prices", () => {
  it("are not written again where they are the same", async () => {
    const from = Date.UTC(2029, 0);
    const slot = (perKwh: string) => [{ from, to: from + hourMs, perKwh, currency: "NOK" }];
    const { prices } = world.store;
    await prices.publish("north", slot("0.5"), 1);
    await prices.publish("north", slot("0.5"), 2);
    await prices.publish("north", slot("-0.00555"), 3);
    const spot = await prices.spot("north", from, from + 2 * hourMs);
    expect([...spot]).toEqual([0, 1, 2, 3].map((n) => [from + n * 900_000, { perKwh: "-0.00555", currency: "NOK" }]));
    expect(await prices.spot("south", from, from + 2 * hourMs)).toEqual(new Map());
  });
});
