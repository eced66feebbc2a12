import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/problem";
import type { ReportAnswer } from "../../../contract/report";
import { model } from "../../../prices/test-model";
import type { Session } from "../../../sessions/types";
import { connected } from "../../../store/backup/test-content";
import { keepSessions, testSession } from "../../../store/sessions/test-session";
import { startWorld, type TestWorld } from "../../app/test-live";

const at = (text: string) => Date.parse(`${text}:00Z`);
const path = "/api/installations/north/reports";
const pricesPath = "/api/installations/north/prices";
let world: TestWorld;

/** All that a charger has charged by then. */
const keep = (deviceId: string, sessions: readonly Session[], now: number) =>
  keepSessions(world.store, { deviceId, installationId: "north", circuitId: "north-a" }, sessions, now);

const january = [
  // Over the end of January in Oslo: 3 of its 4 hours are in it.
  testSession("over", at("2026-01-31T20:00"), at("2026-02-01T00:00"), 8_000, { tag: "nfc-a" }),
  testSession("inside", at("2026-01-10T10:00"), at("2026-01-10T12:00"), 5_000, {
    tag: '=HYPERLINK("http://example.com")',
    meterStartWh: 100_000,
    meterEndWh: 105_100,
  }),
  testSession("nobody", at("2026-01-11T10:00"), at("2026-01-11T12:00"), 2_000),
];
const february = testSession("later", at("2026-02-10T10:00"), at("2026-02-10T11:00"), 1_000, { tag: "nfc-a" });

const late = testSession("late", at("2026-01-20T10:00"), at("2026-01-20T11:00"), 4_000, { tag: "nfc-a" });

const read = async (month: string): Promise<ReportAnswer> => {
  const answer = await world.ask("owner-north", `${path}/${month}`);
  expect(answer.status).toBe(200);
  return answer.json();
};
const close = (month: string) => world.ask("owner-north", `${path}/${month}/close`, { method: "POST", body: {} });
async function refused(month: string): Promise<Problem> {
  return (await close(month)).json();
}
async function putPrices(body: unknown): Promise<Response> {
  const tag = (await world.ask("owner-north", pricesPath)).headers.get("etag") ?? "";
  return world.ask("owner-north", pricesPath, { method: "PUT", body, headers: { "if-match": tag } });
}
const gross = (amounts: readonly { gross: string }[]) => amounts.map((one) => one.gross).join();
const lines = ({ figures }: ReportAnswer) =>
  figures.people.map(({ who, wh, total }) => [who?.name ?? who?.tag ?? null, wh, gross(total)]);

beforeAll(async () => {
  world = await startWorld();
  await keep("ZAP000001", january, at("2026-02-01T06:00"));
  const put = await putPrices(model([{ energy: { kind: "fixed", perKwh: "1" } }]));
  expect(put.status).toBe(200);
  const named = await world.ask("owner-north", "/api/installations/north/names", {
    method: "PUT",
    body: { tag: "nfc-a", name: "Sample A", group: "Flat 1" },
  });
  expect(named.status).toBe(204);
});
afterAll(() => world.end());

describe("a month's report", () => {
  it("tells energy by quarter-hours, sessions by their end, and cost by person and place", async () => {
    const told = await read("2026-01");
    expect(told).toMatchObject({
      state: "open",
      closed: null,
      nextToClose: null,
      timeZone: "Europe/Oslo",
      fromOffset: "+01:00",
      figures: { wh: 13_000, sessions: 2, sessionWh: 7_000, goneOn: 1, unpriced: [] },
    });
    expect(lines(told)).toEqual([
      ["Sample A", 6_000, "7.50"],
      ['=HYPERLINK("http://example.com")', 5_000, "6.25"],
      [null, 2_000, "2.50"],
    ]);
    const place = told.figures.places.find(({ deviceId }) => deviceId === "ZAP000001");
    expect(place).toMatchObject({ wh: 13_000, meterWh: 5_100, differenceWh: -1_900 });
    expect(lines(await read("2026-02"))).toEqual([["Sample A", 2_000, "2.50"]]);
  });

  it("of a month without data, of one that goes on and of one to come says so", async () => {
    expect(await read("2020-01")).toMatchObject({ state: "open", figures: { wh: 0, sessions: 0, total: [] } });
    expect(await read("2199-01")).toMatchObject({ state: "future", figures: { wh: 0, people: [] } });
    const now = new Date().toISOString().slice(0, 7);
    const told = await read(now);
    expect(told.state).toBe("goesOn");
    expect(Math.abs(told.until - Date.now())).toBeLessThan(60_000);
  });

  it.each(["2026-13", "january", "1969-01", "2026-1"])("is refused of %s", async (month) => {
    expect((await world.ask("owner-north", `${path}/${month}`)).status).toBe(400);
  });

  it("comes as CSV that no spreadsheet takes for a formula", async () => {
    const answer = await world.ask("owner-north", `${path}/2026-01.csv`);
    const text = await answer.text();
    const rows = text.trimEnd().split("\r\n");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(rows[1]).toMatch(/^row,month,state,installation_id,id,name,group,sessions,energy_kwh,/);
    expect(rows[2]).toBe(
      "person,2026-01,open,north,nfc-a,Sample A,Flat 1,0,6.000,0.000,0.000,,,,,NOK,6.00,,6.00,1.50,7.50",
    );
    expect(text).toContain(`"'=HYPERLINK(""http://example.com"")"`);
    const german = Buffer.from(
      await (await world.ask("owner-north", `${path}/2026-01.csv?format=csv-de`)).arrayBuffer(),
    ).toString();
    expect(german.startsWith("\ufeff")).toBe(true);
    expect(german).toContain(";6,000;");
  });
});

describe("a closed month", () => {
  it("is one that is over", async () => {
    expect(await refused("2199-01")).toMatchObject({ status: 409, code: "monthNotOver" });
    expect(await refused(new Date().toISOString().slice(0, 7))).toMatchObject({ code: "monthNotOver" });
  });

  it("stays as it is, and those after it follow one by one", async () => {
    expect((await close("2026-01")).status).toBe(204);
    expect(await refused("2026-01")).toMatchObject({ code: "monthClosed", differs: ["2026-01"] });
    expect(await refused("2025-12")).toMatchObject({ code: "monthClosed" });
    expect(await refused("2026-03")).toMatchObject({ code: "monthNotNext" });
    const told = await read("2026-01");
    expect(told).toMatchObject({ state: "closed", closed: { by: "Name of owner-north" }, nextToClose: "2026-02" });
    expect(lines(told)).toEqual([
      ["Sample A", 6_000, "7.50"],
      ['=HYPERLINK("http://example.com")', 5_000, "6.25"],
      [null, 2_000, "2.50"],
    ]);
    expect(await (await world.ask("owner-north", path)).json()).toMatchObject({ closed: [{ month: "2026-01" }] });
  });

  it("is kept without whom it is of", async () => {
    const kept = await connected(world.url, (client) => client.query("select report::text from closed_months"));
    expect(JSON.stringify(kept.rows)).not.toMatch(/nfc-a|Sample A|HYPERLINK/);
  });

  it("keeps its prices: a change of them is refused, one after it is taken", async () => {
    const other = model([{ energy: { kind: "fixed", perKwh: "2" } }]);
    const answer = await putPrices(other);
    expect(await answer.json()).toMatchObject({ status: 409, code: "monthClosed", differs: ["2026-01"] });
    const later = model([
      { to: "2026-01-31", energy: { kind: "fixed", perKwh: "1" } },
      { from: "2026-02-01", energy: { kind: "fixed", perKwh: "2" } },
    ]);
    expect((await putPrices(later)).status).toBe(200);
    expect(lines(await read("2026-01"))[0]).toEqual(["Sample A", 6_000, "7.50"]);
    expect(lines(await read("2026-02"))).toEqual([["Sample A", 2_000, "5.00"]]);
  });

  it("is corrected in the next report by what is known later, once", async () => {
    await keep("ZAP000001", [...january, february, late], Date.now());
    const told = await read("2026-02");
    expect(told.figures.corrections).toMatchObject([
      { month: "2026-01", who: { name: "Sample A" }, wh: 4_000, energy: [{ currency: "NOK", gross: "5.00" }] },
    ]);
    // 3 kWh at 2 NOK and 25 % VAT, and the correction at January's price.
    expect(gross(told.figures.total)).toBe("12.50");
    expect(lines(await read("2026-01"))[0]).toEqual(["Sample A", 6_000, "7.50"]);
    expect((await read("2026-03")).figures.corrections).toEqual([]);
    expect((await close("2026-02")).status).toBe(204);
    expect((await read("2026-02")).figures.corrections).toHaveLength(1);
    expect((await read("2026-03")).figures.corrections).toEqual([]);
  });

  it("is corrected by a session that is not there any more", async () => {
    await connected(world.url, (client) => client.query("delete from sessions where session_id = 'nobody'"));
    const { corrections } = (await read("2026-03")).figures;
    expect(corrections).toMatchObject([{ month: "2026-01", who: null, wh: -2_000, energy: [{ gross: "-2.50" }] }]);
    await keep("ZAP000001", [...january, february, late], Date.now());
    expect((await read("2026-03")).figures.corrections).toEqual([]);
  });

  it("keeps its sums when a person is erased, and is not corrected by it", async () => {
    const erased = await world.ask("owner-north", "/api/installations/north/names/erase", {
      method: "POST",
      body: { tag: "nfc-a" },
    });
    expect(erased.ok).toBe(true);
    const told = await read("2026-01");
    expect(told.figures.people.map(({ who, wh, total }) => [who?.tag, wh, gross(total)])[0]).toEqual([
      null,
      6_000,
      "7.50",
    ]);
    expect((await read("2026-03")).figures.corrections).toEqual([]);
  });
});
