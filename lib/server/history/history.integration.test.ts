import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChargerHistory } from "../../contract/history";
import { startWorld, type TestCharger, type TestWorld, until } from "../app/test-live";

const deviceId = "ZAP000001";
let world: TestWorld;
let charger: TestCharger;

beforeAll(async () => {
  world = await startWorld();
  charger = await world.charger(deviceId);
});
afterAll(async () => {
  await charger.end();
  await world.end();
});

const around = () => {
  const [from, to] = [Date.now() - 60_000, Date.now() + 60_000].map((at) => new Date(at).toISOString());
  return `from=${from}&to=${to}`;
};
async function history(query = "", who = "owner-north"): Promise<ChargerHistory> {
  const answer = await world.ask(who, `/api/chargers/${deviceId}/history?${around()}&${query}`);
  expect(answer.status).toBe(200);
  return answer.json();
}
const seriesOf = ({ series }: ChargerHistory, key: string) => series.find((one) => one.key === key);
const maxima = async (key: string) => seriesOf(await history(), key)?.buckets.map(([, , max]) => max) ?? [];
const statesOf = ({ states }: ChargerHistory, key: string) =>
  states?.find((one) => one.key === key)?.spans.map(([, , value]) => value) ?? [];

describe("what a charger told", () => {
  it("is there as soon as it is written: numbers, words, switches", async () => {
    await charger.say({ 710: "1", 718: "0" });
    await charger.say({ 710: "3", 513: "7123", 507: "10.25" });
    await charger.say({ 513: "5100.5" });
    await until(async () => (await maxima("powerW")).includes(5100.5));
    const found = await history("kinds=measurements,operation,settings,warnings");
    expect(seriesOf(found, "powerW")).toMatchObject({ group: "measurements", unit: "W" });
    expect(Math.max(...(await maxima("powerW")))).toBe(7123);
    expect(await maxima("current1A")).toContain(10.25);
    expect(statesOf(found, "mode")).toEqual(["disconnected", "charging"]);
    expect(statesOf(found, "pausedByOrder")).toEqual([false]);
    expect(found.until).toBeLessThan(found.to);
    expect(found.online?.length).toBeGreaterThan(0);
    expect(found.presence?.at(-1)).toEqual([expect.any(Number), found.until, "online"]);
    expect(found.unknown).toContain("voltage1V");
    expect(found.unknown).not.toContain("powerW");
    expect(found.sample).toEqual([]);
  });

  it("is unknown before it was first told, and holds from then on", async () => {
    await charger.say({ 508: "4.5" });
    await until(async () => (await maxima("current2A")).includes(4.5));
    const { from, until: now, series, bucketMs } = await history();
    const { buckets = [], gaps } = series.find(({ key }) => key === "current2A") ?? {};
    expect(gaps).toHaveLength(1);
    expect(gaps?.[0]?.[0]).toBe(from);
    expect(gaps?.[0]?.[1]).toBeGreaterThanOrEqual(buckets[0]?.[0] ?? 0);
    expect(now - (buckets.at(-1)?.[0] ?? 0)).toBeLessThanOrEqual(bucketMs);
  });

  it("outlives a restart, each word once", async () => {
    const before = await history("kinds=%23911", "support");
    await charger.say({ 911: "5.0.0.1" });
    await until(async () => statesOf(await history("kinds=firmware"), "computerVersion").length > 0);
    await world.restart();
    await charger.say({ 911: "5.0.0.2" });
    await until(async () => statesOf(await history("kinds=firmware"), "computerVersion").length === 2);
    expect(before.states).toEqual([]);
    expect(statesOf(await history("kinds=%23911", "support"), "#911")).toEqual(["5.0.0.1", "5.0.0.2"]);
    const rows = await world.store.history.read(deviceId, (reader) =>
      reader.points({ from: 0, to: 1e16 }, new Set([911])),
    );
    expect(rows?.points.get(911)?.map(({ raw }) => raw)).toEqual(["5.0.0.1", "5.0.0.2"]);
  });

  it("keeps what tells of persons apart", async () => {
    await charger.say({ 722: "nfc-04A1", 721: "6d1f0b4e-2d5c-4a7e-9f0a-1b2c3d4e5f60" });
    await until(async () => statesOf(await history(), "sessionId").includes("6d1f0b4e-2d5c-4a7e-9f0a-1b2c3d4e5f60"));
    const rows = await world.store.history.read(deviceId, (reader) => reader.points({ from: 0, to: 1e16 }, null));
    expect([...(rows?.points.keys() ?? [])]).toContain(721);
    expect([...(rows?.points.keys() ?? [])]).not.toContain(722);
  });
});

it("tells what a charger was told to do, with its course, to who asks for it", async () => {
  const body = { command: "stop" };
  const headers = { "Idempotency-Key": "history" };
  const given = await world.ask("owner-north", `/api/chargers/${deviceId}/commands`, { method: "POST", headers, body });
  expect(given.status).toBe(202);
  const { commandId } = await given.json();
  await until(async () => ((await history("kinds=commands")).commands?.length ?? 0) > 0);
  const { commands, series } = await history("kinds=commands");
  expect(series).toEqual([]);
  expect(commands).toMatchObject([{ id: commandId, kind: "stop", deviceId }]);
  expect(commands?.[0]?.course.map(({ stage }) => stage).slice(0, 2)).toEqual(["requested", "published"]);
  expect(JSON.stringify(commands)).not.toContain("dempotency");
  expect((await history("kinds=powerW")).commands).toBeNull();
  const before = await world.ask(
    "owner-north",
    `/api/chargers/${deviceId}/history?kinds=commands&to=2026-01-01T00:00:00Z`,
  );
  expect((await before.json()).commands).toEqual([]);
});

describe("what is asked for", () => {
  it("is bounded, and the answer says by what", async () => {
    const found = await world.ask(
      "owner-north",
      `/api/chargers/${deviceId}/history?from=1976-11-27T00:00:00Z&to=2026-11-27T00:00:00Z&points=1e9`,
    );
    const { from, to, bucketMs, states, presence }: ChargerHistory = await found.json();
    expect(new Date(from).getUTCFullYear()).toBe(2021);
    expect((to - from) / bucketMs).toBeLessThanOrEqual(2_000);
    expect([states, presence]).toEqual([null, null]);
  });

  it("of a charger of which nothing was ever kept is unknown, and said", async () => {
    const found = await world.ask("support", "/api/chargers/ZAP000009/history?kinds=powerW");
    const { series, unknown }: ChargerHistory = await found.json();
    expect({ series, unknown }).toEqual({ series: [], unknown: ["powerW"] });
  });
});
