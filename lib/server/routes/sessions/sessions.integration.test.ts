import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/problem";
import type { ListedSession, SessionDetail, SessionTotal } from "../../../contract/sessions";
import type { TagNamesAnswer } from "../../../contract/tag-names";
import { quarterMs } from "../../../domain/time/quarters-of-day";
import { model } from "../../../prices/test-model";
import { keepSessions, testSession } from "../../../store/sessions/test-session";
import { startWorld, type TestWorld } from "../../app/test-live";

const hourMs = 3_600_000;
// The night in which the clock is set back in Oslo.
const t0 = Date.parse("2026-10-25T00:30:00Z");
let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  const { store } = world;
  const tag = '=HYPERLINK("http://example.com")';
  await keepSessions(
    store,
    { deviceId: "ZAP000001", installationId: "north", circuitId: "north-a" },
    [
      testSession("priced", t0, t0 + 2 * hourMs, 8_000, {
        tag,
        meterStartWh: 100_000,
        meterEndWh: 108_000,
        signed: {
          verdict: "valid",
          reasons: ["signed"],
          keyId: "0011223344556677",
          page: "T1",
          startedAt: t0,
          endedAt: t0 + 2 * hourMs,
          energyWh: 8_000,
        },
      }),
      testSession("early", Date.parse("2025-12-31T22:00:00Z"), Date.parse("2026-01-01T00:00:00Z"), 8_000),
      testSession("unknown", t0 + 3 * hourMs, t0 + 4 * hourMs, null, { flags: ["notHeard"] }),
      testSession("open", t0 + 5 * hourMs, null, 100, {
        tag: "nfc-2",
        quarters: [{ at: Math.floor(t0 / quarterMs) * quarterMs + 5 * hourMs, wh: 40, isEstimated: false }],
      }),
    ],
    t0 + 6 * hourMs,
  );
  await keepSessions(
    store,
    { deviceId: "ZAP000003", installationId: "south", circuitId: "south-a" },
    [testSession("southern", t0, t0 + hourMs, 1_000, { tag: "nfc-2" })],
    t0 + 6 * hourMs,
  );
  // 25 % VAT on top of 1.2345 NOK/kWh, from 2026 on.
  const put = await world.ask("owner-north", "/api/installations/north/prices", {
    method: "PUT",
    body: model(),
    headers: { "if-match": '"0"' },
  });
  expect(put.status).toBe(200);
  expect((await name("owner-north", "north", { tag, name: "Sample A", group: "Flat 1" })).status).toBe(204);
});
afterAll(() => world.end());

const name = (who: string, id: string, body: unknown) =>
  world.ask(who, `/api/installations/${id}/names`, { method: "PUT", body });
async function list(who: string, query = ""): Promise<ListedSession[]> {
  const answer = await world.ask(who, `/api/sessions?${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()).sessions;
}
const one = async (who: string, id: string) => (await list(who)).find(({ sessionId }) => sessionId === id);
const codeOf = async (answer: Response): Promise<[number, string]> => {
  const { code }: Problem = await answer.json();
  return [answer.status, code];
};

describe("what a session costs", () => {
  it("is its energy by the quarter-hour times what that costs, for the owner alone", async () => {
    const session = await one("owner-north", "priced");
    expect(session).toMatchObject({
      name: "Sample A",
      group: "Flat 1",
      cost: {
        amounts: [{ currency: "NOK", net: "9.88", vat: "2.47", gross: "12.35" }],
        isEstimated: false,
        isProvisional: false,
        unpricedWh: 0,
      },
    });
    for (const who of ["manager-north", "support"])
      expect(await one(who, "priced")).toMatchObject({ name: null, group: null, cost: null });
  });

  it("is of a part where prices begin in its middle, and not known where its energy is not", async () => {
    // Of two hours the second is of the new year in Oslo.
    expect((await one("owner-north", "early"))?.cost).toMatchObject({
      amounts: [{ currency: "NOK", gross: "6.17" }],
      unpricedWh: 4_000,
    });
    expect((await one("owner-north", "unknown"))?.cost).toBeNull();
  });

  it("is of no energy of which it is not known when it flowed", async () => {
    expect(await one("owner-north", "open")).toMatchObject({
      energyWh: 100,
      cost: { amounts: [{ gross: "0.06" }], unpricedWh: 60 },
    });
  });

  it("is in the session's own answer too", async () => {
    const { id } = (await one("owner-north", "priced")) ?? {};
    const found: SessionDetail = await (await world.ask("owner-north", `/api/sessions/${id}`)).json();
    expect(found).toMatchObject({ cost: { amounts: [{ gross: "12.35" }] }, name: "Sample A", verdict: "valid" });
    const other: SessionDetail = await (await world.ask("manager-north", `/api/sessions/${id}`)).json();
    expect(other).toMatchObject({ cost: null, name: null, verdict: null });
  });
});

describe("a list of a time", () => {
  it("has what ended in it, and what goes on where it is not over", async () => {
    const ids = async (query: string) => (await list("owner-north", query)).map(({ sessionId }) => sessionId);
    expect(await ids("to=2026-10-25T02:30:00Z")).toEqual(["early"]);
    expect(await ids("from=2026-10-25T02:30:00Z&to=2026-10-25T04:00:00Z")).toEqual(["priced"]);
    expect(await ids("from=2026-10-25T02:30:01Z&to=2199-01-01T00:00:00Z")).toEqual(["open", "unknown"]);
    expect(await ids("from=2198-01-01T00:00:00Z&to=2199-01-01T00:00:00Z")).toEqual([]);
    expect(await ids("sort=energy&order=asc")).toEqual([
      "unknown",
      "open",
      ...(await ids("sort=energy&order=asc")).slice(2),
    ]);
  });

  it("comes to a total", async () => {
    const total: SessionTotal = await (await world.ask("manager-north", "/api/sessions/total")).json();
    expect(total).toEqual({ sessions: 4, empty: 0, open: 1, energyWh: 16_100, unknownEnergy: 1, failedStarts: 0 });
  });

  it.each(["sort=name", "order=up", "empty=1", "colour=red", "to=2026-10-25", "name=Sample+A"])(
    "is refused where it is asked for by %s",
    async (query) => {
      expect(await codeOf(await world.ask("owner-north", `/api/sessions?${query}`))).toEqual([400, "badRequest"]);
    },
  );

  it("is of a person or a group only for who may see names, and never by another installation's", async () => {
    const byName = (query: string) => `installation=north&${query}`;
    expect((await list("owner-north", byName("name=Sample+A"))).map(({ sessionId }) => sessionId)).toEqual(["priced"]);
    expect(await list("owner-north", byName("group=Flat+2"))).toEqual([]);
    for (const who of ["manager-north", "support"])
      expect(await codeOf(await world.ask(who, `/api/sessions?${byName("name=Sample+A")}`))).toEqual([
        403,
        "notAllowed",
      ]);
    expect(await codeOf(await world.ask("owner-south", `/api/sessions?${byName("name=Sample+A")}`))).toEqual([
      404,
      "notFound",
    ]);
  });
});

describe("names of tags", () => {
  it("are read and entered by the owner, and tell which tags have none", async () => {
    const answer: TagNamesAnswer = await (await world.ask("owner-north", "/api/installations/north/names")).json();
    expect(answer.names).toEqual([{ tag: '=HYPERLINK("http://example.com")', name: "Sample A", group: "Flat 1" }]);
    expect(answer.nameless).toEqual([{ tag: "nfc-2", sessions: 1, lastAt: t0 + 5 * hourMs }]);
    const southern: TagNamesAnswer = await (await world.ask("owner-south", "/api/installations/south/names")).json();
    expect(southern).toMatchObject({ names: [], nameless: [{ tag: "nfc-2" }] });
  });

  it.each([
    { tag: "nfc-2", name: "", group: null },
    { tag: "nfc-2", name: "a\u200bb", group: null },
    { tag: "", name: "Sample B", group: null },
    { tag: "nfc\u0000", name: "Sample B", group: null },
    { tag: "nfc-2", name: "Sample B", group: " " },
    { tag: "nfc-2", name: "Sample B" },
  ])("are refused where they are none: %j", async (body) => {
    expect(await codeOf(await name("owner-north", "north", body))).toEqual([400, "badRequest"]);
  });

  it("are removed, once", async () => {
    const remove = () => world.ask("owner-north", "/api/installations/north/names?tag=nfc-9", { method: "DELETE" });
    expect((await name("owner-north", "north", { tag: "nfc-9", name: "Sample B", group: null })).status).toBe(204);
    expect((await remove()).status).toBe(204);
    expect(await codeOf(await remove())).toEqual([404, "notFound"]);
  });
});

describe("an export", () => {
  const get = async (who: string, query: string, headers: Record<string, string> = {}) => {
    const answer = await world.ask(who, `/api/sessions/export?${query}`, { headers });
    // `text()` would leave the byte order mark out.
    return {
      answer,
      lines: Buffer.from(await answer.arrayBuffer())
        .toString()
        .split("\r\n"),
    };
  };

  it("has all that is filtered, the oldest first, with everything that was asked of a row", async () => {
    const { answer, lines } = await get("owner-north", "format=csv&installation=north");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="sessions-\d{4}-\d\d-\d\d\.csv"$/);
    expect(lines[1]).toBe(
      "session_id,charger_id,charger_name,installation_id,circuit,started_at,ended_at,utc_offset,energy_kwh,meter_start_kwh," +
        "meter_stop_kwh,charging_s,tag,name,cost,currency,problems,verdict",
    );
    expect(lines.slice(2).map((line) => line.split(",")[0])).toEqual(["early", "priced", "unknown", "open", ""]);
    const [charger, , circuit] = (lines[3] ?? "").split(",").slice(2);
    expect(lines[3]).toBe(
      `priced,ZAP000001,${charger},north,${circuit},2026-10-25 02:30:00,2026-10-25 04:30:00,+02:00,8.000,100.000,108.000,7200,` +
        `"'=HYPERLINK(""http://example.com"")",Sample A,12.35,NOK,,valid`,
    );
    // An unknown energy is empty, never 0, and so is the end of what goes on.
    expect(lines[4]).toMatch(/,\+01:00,,,,3600,,,,,notHeard,$/);
    expect(lines[5]).toMatch(/,2026-10-25 06:30:00,,\+01:00,0\.100,/);
    expect(lines[2]).toMatch(/,6\.17,NOK,costIncomplete,$/);
  });

  it("has no columns that are not for who asks, and no rows of others", async () => {
    const { lines } = await get("manager-north", "format=csv");
    expect(lines[1]).not.toMatch(/name,cost|currency|verdict/);
    expect(lines.join("\n")).not.toMatch(/Sample A|12\.35|southern/);
    const { lines: ofSupport } = await get("support", "format=csv");
    expect(ofSupport[1]).toMatch(/verdict$/);
    expect(ofSupport.join("\n")).toMatch(/southern/);
    expect(ofSupport.join("\n")).not.toMatch(/Sample A|12\.35/);
  });

  it("is in the language of who asks, the headings for machines are not", async () => {
    const { lines } = await get("owner-north", "format=csv-de&tag=nfc-2", { "accept-language": "de" });
    expect(lines[0]?.startsWith("\ufeffLadevorgang;")).toBe(true);
    expect(lines[1]).toMatch(/^session_id;charger_id;/);
    expect(lines[2]).toMatch(/;0,100;/);
  });

  it("is an Excel file too", async () => {
    const answer = await world.ask("owner-north", "/api/sessions/export?format=xlsx");
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });

  it.each(["", "format=pdf", "format=csv&limit=1"])("is refused where it is asked for by %j", async (query) => {
    expect(await codeOf(await world.ask("owner-north", `/api/sessions/export?${query}`))).toEqual([400, "badRequest"]);
  });

  it("waits its turn where others run, and those who went away leave theirs", async () => {
    const open = () => world.ask("owner-north", "/api/sessions/export?format=xlsx");
    const running = await Promise.all([open(), open(), open(), open()]);
    expect(await codeOf(await open())).toEqual([429, "tooManyExports"]);
    // Some before a piece of it was read, some after.
    for (const [index, { body }] of running.entries()) {
      const reader = body?.getReader();
      if (index % 2 === 1) await reader?.read();
      await reader?.cancel();
    }
    await expect.poll(async () => (await open()).status).toBe(200);
  });
});
