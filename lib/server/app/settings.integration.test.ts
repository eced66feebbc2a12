import mqtt from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { twoInstallations } from "../../stream/broadcast/test-stream";
import { startWorld, type TestWorld, until } from "./test-live";

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({ PHASEBOARD_GATEWAY: "embedded" });
  await world.store.keys.enrol("ZAP000001", Buffer.alloc(32, 1));
  await until(() => world.live.topology().chargers.some(({ enrolled }) => enrolled));
});
afterAll(() => world.end());

const north = "/api/installations/north/settings";
const patch = (who: string, path: string, body: unknown) => world.ask(who, path, { method: "PATCH", body });
const settings = () => world.live.fleetReader.installation("north")?.settings;
const hour = 3_600_000;

describe("what owners set for an installation", () => {
  it("counts at once, at every instance, and is recorded", async () => {
    const other = await world.another();
    const until_ = Date.now() + hour;
    const availableNow = { availableA: [20, 21, 22], until: until_ };
    expect((await patch("owner-north", north, { availableNow })).status).toBe(204);
    for (const live of [world.live, other]) {
      await until(() => live.fleetReader.installation("north")?.available.source === "override");
      expect(live.fleetReader.installation("north")).toMatchObject({
        available: { source: "override", until: until_ },
        phases: { limitA: [20, 21, 22] },
        settings: { override: availableNow },
      });
    }
    await other.stop();
    const overrideBy = async () => (await world.ask("support", north, {})).json();
    const { by } = (await world.store.settings.changes("north", 1))[0] ?? {};
    expect(await overrideBy()).toEqual({ overrideBy: { name: by?.name, at: expect.any(Number) } });
    expect((await patch("support", north, { availableNow: null })).status).toBe(204);
    await until(() => settings()?.override === null);
    expect(await overrideBy()).toEqual({ overrideBy: null });
    const [last, first] = await world.store.settings.changes("north", 2);
    expect(first).toMatchObject({
      by: { personId: "owner-north" },
      changed: { override: { from: null, to: availableNow } },
    });
    expect(last).toMatchObject({
      by: { personId: "support" },
      changed: { override: { from: availableNow, to: null } },
    });
  });

  it("is a schedule and the limits, each by itself", async () => {
    const schedule = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00", availableA: [30, 30, 30] }];
    expect((await patch("owner-north", north, { schedule })).status).toBe(204);
    await until(() => world.live.fleetReader.installation("north")?.available.source === "schedule");
    expect((await patch("owner-north", north, { switchCurrentA: 9, imbalanceLimitA: 20 })).status).toBe(204);
    await until(() => settings()?.switchCurrentA === 9);
    expect(settings()).toMatchObject({ schedule, imbalanceLimitA: 20 });
    expect((await patch("owner-north", north, { schedule: [], imbalanceLimitA: null })).status).toBe(204);
    await until(() => settings()?.imbalanceLimitA === null);
  });

  it.each([
    [{ availableNow: { availableA: [1, 2], until: 1 } }, "availableNow.availableA"],
    [{ availableNow: { availableA: [1, 2, 3], until: 1 } }, "availableNow.until: has passed"],
    [{ availableNow: { availableA: [1, 2, 3], until: "soon" } }, "availableNow.until"],
    [{ availableNow: { availableA: [64, 2, 3], until: Date.now() + hour } }, "is above the main fuse (63 A)"],
    [{ availableNow: { availableA: [1, 2, 3], until: Date.now() + 800 * hour } }, "more than 31 days"],
    [{ availableNow: { availableA: [-1, 2, 3], until: Date.now() + hour } }, "is below 0 A"],
    [{ schedule: [{ days: [8], from: "00:00", to: "01:00", availableA: 1 }] }, "schedule.0.days.0"],
    [{ schedule: [{ days: [1], from: "25:00", to: "01:00", availableA: 1 }] }, "schedule.0.from"],
    [{ schedule: [{ days: [1], from: "00:00", to: "01:00", availableA: 90 }] }, "schedule.0.availableA"],
    [{ schedule: "never" }, "schedule"],
    [{ switchCurrentA: "much" }, "switchCurrentA"],
    [{ switchCurrentA: 0 }, "switchCurrentA: is below 6 A"],
    [{ switchCurrentA: 999 }, "switchCurrentA: is above 63 A"],
    [{ imbalanceLimitA: 0 }, "imbalanceLimitA: is below 1 A"],
    [{ imbalanceLimitA: 64 }, "imbalanceLimitA: is above the main fuse (63 A)"],
    [{ mainFuseA: 400 }, "mainFuseA"],
  ])("is refused where it is wrong: %j", async (body, words) => {
    const answer = await patch("owner-north", north, body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).detail).toContain(words);
  });

  it("waits 15 minutes where the chargers' cloud demands it, and says until when", async () => {
    const [first, ...others] = twoInstallations.installations;
    if (!first) throw new Error("There is no installation.");
    await world.store.topology.upsert({
      ...twoInstallations,
      installations: [{ ...first, cloudPaced: true }, ...others],
    });
    const before = Date.now();
    const change = () =>
      patch("owner-north", north, { availableNow: { availableA: [20, 20, 20], until: Date.now() + hour } });
    // The ones before have begun the quarter of an hour.
    const answer = await change();
    expect(answer.status).toBe(429);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: "changedTooSoon" });
    expect(problem.againAt).toBeGreaterThan(before);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(60);
    await world.store.topology.upsert(twoInstallations);
    expect((await change()).status).toBe(204);
    expect((await patch("owner-north", north, { availableNow: null })).status).toBe(204);
  });
});

describe("what owners set for a charger", () => {
  const one = "/api/chargers/ZAP000001/settings";

  it("is its priority", async () => {
    expect((await patch("owner-north", one, { priority: 3 })).status).toBe(204);
    await until(() => world.live.fleetReader.charger("ZAP000001")?.priority === 3);
  });

  it("is its offline current, which its twin carries to it", async () => {
    expect((await patch("owner-north", one, { offlineCurrentA: 10 })).status).toBe(204);
    const { desired } = await world.store.twins.get("ZAP000001");
    expect(desired.document).toEqual({ Settings: { 523: "10" } });
    expect((await patch("owner-north", one, { offlineCurrentA: 10 })).status).toBe(204);
    expect((await world.store.twins.get("ZAP000001")).desired.version).toBe(desired.version);
    expect((await world.store.settings.changes("north", 1))[0]).toMatchObject({
      deviceId: "ZAP000001",
      changed: { offlineCurrentA: { from: null, to: 10 } },
    });
  });

  it.each([
    ["ZAP000001", { offlineCurrentA: 3 }, 400, "neither 0 nor at least 6 A"],
    ["ZAP000001", { offlineCurrentA: 40 }, 400, "above the charger's 32 A"],
    ["ZAP000001", { priority: 4 }, 400, "priority"],
    ["ZAP000002", { offlineCurrentA: 10 }, 409, "no key with the embedded gateway"],
    ["ZAP000050", { priority: 1 }, 409, "assign it first"],
  ])("is refused in words: %s %j", async (deviceId, body, status, words) => {
    const answer = await patch("support", `/api/chargers/${deviceId}/settings`, body);
    expect(answer.status).toBe(status);
    expect((await answer.json()).detail).toContain(words);
  });
});

describe("a building's meter", () => {
  it("lowers what is available, and is lost with what cannot be read", async () => {
    const [first, ...others] = twoInstallations.installations;
    if (!first) throw new Error("There is no installation.");
    const meter = { topic: "house/main", measures: "building" as const, safeA: [8, 8, 8] as const };
    await world.store.topology.upsert({ ...twoInstallations, installations: [{ ...first, meter }, ...others] });
    const available = () => world.live.fleetReader.installation("north");
    await until(() => available()?.available.source === "meterLost");
    expect(available()?.phases.limitA).toEqual([8, 8, 8]);

    const { url, ca } = world.mosquitto;
    const house = await mqtt.connectAsync(url, { ca, clientId: "house", username: "charger", password: "charger" });
    const say = (payload: string, retain = false) => house.publishAsync("house/main", payload, { qos: 1, retain });
    const said = (...currentA: unknown[]) => JSON.stringify({ at: new Date().toISOString(), currentA });
    await until(async () => {
      await say(said(20.5, "30", 0));
      return available()?.available.source === "meter";
    });
    expect(available()?.phases.limitA).toEqual([42, 33, 63]);
    expect(available()?.available.meter?.currentA).toEqual([20.5, 30, 0]);

    await say("not json");
    const bad = () => world.live.fleetReader.support().latest.find(({ detail }) => detail.includes("house/main"));
    await until(() => bad() !== undefined);
    expect(bad()).toMatchObject({ reason: "notJson", deviceId: null });
    expect(available()?.available.source).toBe("meter");

    await say(said(20, null, 0));
    await until(() => available()?.available.source === "meterLost");
    expect(available()?.phases.limitA).toEqual([8, 8, 8]);

    // Another topic is read from then on, and no other; what was retained there is no word of now.
    await house.publishAsync("house/new", said(50, 50, 50), { qos: 1, retain: true });
    const moved = { ...meter, topic: "house/new" };
    await world.store.topology.upsert({ ...twoInstallations, installations: [{ ...first, meter: moved }, ...others] });
    await until(() => world.live.topology().installations[0]?.meter?.topic === "house/new");
    await until(async () => {
      await house.publishAsync("house/new", said(60, 60, 60), { qos: 1 });
      await say(said(1, 1, 1));
      return available()?.available.source === "meter";
    });
    expect(available()?.phases.limitA).toEqual([3, 3, 3]);
    await house.endAsync();
    await world.store.topology.upsert(twoInstallations);
  });
});
