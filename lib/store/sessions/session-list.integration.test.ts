import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { micros } from "../../domain/history/row";
import { openStore, type Store } from "../store";
import { silentLog, startSystemPostgres, type TestServer } from "../test-postgres";
import type { SessionFilter } from "./session-filter";
import type { SessionOrder } from "./session-list";
import { keepSessions, testSession } from "./test-session";

let server: TestServer;
let store: Store;

const hourMs = 3_600_000;
const t0 = Date.UTC(2026, 9, 31, 20);
const hour = (n: number) => t0 + n * hourMs;
const now = hour(100);

beforeAll(async () => {
  server = await startSystemPostgres();
  store = await openStore(await server.database(), { secret: Buffer.alloc(32, 1), log: silentLog });
  await keepSessions(
    store,
    { deviceId: "ZAP000001", installationId: "north", circuitId: "north-a" },
    [
      // Begun last, ended first of the two.
      testSession("long", hour(0), hour(6), 30_000, { tag: "nfc-1" }),
      testSession("short", hour(7), hour(8), 7_000, { tag: "nfc-2", flags: ["late"] }),
      testSession("empty", hour(9), hour(10), 0, { failedStarts: [hour(9)] }),
      testSession("unknown", hour(11), hour(12), null, { flags: ["noMeter"] }),
      testSession("open", hour(13), null, 500, { tag: "nfc-1" }),
    ],
    now,
  );
  await keepSessions(
    store,
    { deviceId: "ZAP000002", installationId: "south", circuitId: "south-a" },
    [testSession("other", hour(1), hour(2), 1_000, { tag: "nfc-1" })],
    now,
  );
  await store.tags.put("north", { tag: "nfc-1", name: "Sample A", group: "Flat 1" }, { name: "Owner", at: 1 });
  await store.tags.put("north", { tag: "nfc-2", name: "Sample B", group: null }, { name: "Owner", at: 1 });
  await store.tags.put("south", { tag: "nfc-1", name: "Somebody else", group: "Firm" }, { name: "Owner", at: 1 });
});
afterAll(async () => {
  await store.close();
  await server.end();
});

const everything: SessionFilter = {
  visible: null,
  from: 0,
  to: null,
  deviceId: null,
  circuitId: null,
  tag: null,
  name: null,
  group: null,
  problems: false,
  empty: true,
};

async function ids(
  filter: Partial<SessionFilter> = {},
  order: SessionOrder = "end",
  ascending = true,
  limit = 100,
): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await store.sessions.list({ filter: { ...everything, ...filter }, order, ascending, cursor, limit });
    if (page === null) throw new Error("The cursor is gone.");
    found.push(...page.sessions.map(({ sessionId }) => sessionId));
    cursor = page.sessions.at(-1)?.id ?? null;
    if (!page.more) return found;
  }
}

describe("a list of sessions", () => {
  it.each([
    ["end", ["other", "long", "short", "empty", "unknown", "open"]],
    ["begin", ["long", "other", "short", "empty", "unknown", "open"]],
    ["energy", ["unknown", "empty", "open", "other", "short", "long"]],
  ] as const)("is ordered by %s, both ways, also page by page", async (order, expected) => {
    for (const limit of [1, 2, 100]) {
      expect(await ids({}, order, true, limit)).toEqual(expected);
      expect(await ids({}, order, false, limit)).toEqual([...expected].reverse());
    }
  });

  it("is ordered by length, those that go on last", async () => {
    const order = await ids({}, "length");
    expect(order.slice(-2)).toEqual(["long", "open"]);
    expect(await ids({}, "length", false, 1)).toEqual([...order].reverse());
  });

  it("has those that ended in a time, from its begin on and before its end; what goes on where it is not over", async () => {
    expect(await ids({ from: micros(hour(2)), to: micros(hour(8)) })).toEqual(["other", "long"]);
    expect(await ids({ from: micros(hour(8)), to: null })).toEqual(["short", "empty", "unknown", "open"]);
    expect(await ids({ from: micros(hour(12)), to: micros(now) })).toEqual(["unknown"]);
  });

  it("has those of a place, of a tag, with notes, and without the empty ones", async () => {
    expect(await ids({ visible: ["south"] })).toEqual(["other"]);
    expect(await ids({ visible: [] })).toEqual([]);
    expect(await ids({ circuitId: "north-a", tag: "nfc-1" })).toEqual(["long", "open"]);
    expect(await ids({ deviceId: "ZAP000002" })).toEqual(["other"]);
    expect(await ids({ problems: true })).toEqual(["short", "empty"]);
    expect(await ids({ empty: false, visible: ["north"] })).toEqual(["long", "short", "unknown", "open"]);
  });

  it("has those of a person and of a group by the names of their own installation", async () => {
    expect(await ids({ visible: ["north"], name: "Sample A" })).toEqual(["long", "open"]);
    expect(await ids({ visible: ["north"], group: "Flat 1" })).toEqual(["long", "open"]);
    expect(await ids({ visible: ["north"], name: "Somebody else" })).toEqual([]);
    const page = await store.sessions.list({
      filter: everything,
      order: "end",
      ascending: true,
      cursor: null,
      limit: 9,
    });
    expect(page?.sessions.map(({ name, group }) => [name, group])).toEqual([
      ["Somebody else", "Firm"],
      ["Sample A", "Flat 1"],
      ["Sample B", null],
      [null, null],
      [null, null],
      ["Sample A", "Flat 1"],
    ]);
  });

  it("goes on from no session that may not be seen", async () => {
    const page = await store.sessions.list({
      filter: everything,
      order: "end",
      ascending: true,
      cursor: null,
      limit: 1,
    });
    const cursor = page?.sessions[0]?.id ?? "";
    const north = { ...everything, visible: ["north"] };
    expect(await store.sessions.list({ filter: north, order: "end", ascending: true, cursor, limit: 1 })).toBeNull();
  });
});

describe("a total", () => {
  it("counts what is unknown, open and empty apart", async () => {
    expect(await store.sessions.total({ ...everything, visible: ["north"], empty: false })).toEqual({
      sessions: 4,
      empty: 1,
      open: 1,
      energyWh: 37_500,
      unknownEnergy: 1,
      failedStarts: 1,
    });
    expect(await store.sessions.total({ ...everything, visible: ["north"] })).toMatchObject({ sessions: 5, empty: 1 });
  });

  it("is of the filter's sessions alone, also by name; of none it is nothing", async () => {
    const ofGroup = { ...everything, visible: ["north"], group: "Flat 1" };
    expect(await store.sessions.total(ofGroup)).toMatchObject({ sessions: 2, energyWh: 30_500 });
    expect(await store.sessions.total({ ...everything, visible: [] })).toEqual({
      sessions: 0,
      empty: 0,
      open: 0,
      energyWh: 0,
      unknownEnergy: 0,
      failedStarts: 0,
    });
  });
});

it("keeps a session whose tag is longer than an index holds", async () => {
  const tag = Array.from({ length: 40_000 }, (_, n) => n.toString(36)).join("");
  const place = { deviceId: "ZAP000003", installationId: "east", circuitId: null };
  await keepSessions(store, place, [testSession("long tag", hour(1), hour(2), 1_000, { tag })], now);
  expect(await ids({ visible: ["east"], tag })).toEqual(["long tag"]);
});

describe("names of tags", () => {
  it("are an installation's own, and tell which tags have none", async () => {
    expect(await store.tags.names("south")).toEqual([{ tag: "nfc-1", name: "Somebody else", group: "Firm" }]);
    expect(await store.tags.nameless("north", 0, 10)).toEqual([]);
    expect(await store.tags.remove("north", "nfc-1")).toBe(true);
    expect(await store.tags.remove("north", "nfc-1")).toBe(false);
    expect(await store.tags.nameless("north", 0, 10)).toEqual([
      { tag: "nfc-1", sessions: 2, lastAt: micros(hour(13)) },
    ]);
    expect(await store.tags.nameless("north", micros(hour(14)), 10)).toEqual([]);
    expect(await store.tags.names("south")).toHaveLength(1);
  });

  it("replace what was entered before, whatever the tag is", async () => {
    const tag = '=HYPERLINK("x") Ω \u200b';
    await store.tags.put("north", { tag, name: "Sample C", group: "Firm" }, { name: "Owner", at: 1 });
    await store.tags.put("north", { tag, name: "Sample D", group: null }, { name: "Owner", at: 2 });
    expect(await store.tags.names("north")).toEqual([
      { tag: "nfc-2", name: "Sample B", group: null },
      { tag, name: "Sample D", group: null },
    ]);
  });
});
