import { createHash, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { partOf } from "../domain/installation-part";
import { type Topology, usualPriority, usualSettings } from "../domain/topology";
import type { Notice } from "./database/notices";
import { openStore, type Store } from "./store";
import { servers, silentLog } from "./test-postgres";

const topology: Topology = {
  installations: [
    {
      id: "park",
      name: "Park",
      networkType: "TN3",
      mainFuseA: 63,
      availableA: [63, 63, 63],
      imbalanceLimitA: null,
      switchCurrentA: 15,
      timeZone: "Europe/Oslo",
      authorisation: { kind: "any" },
      ...usualSettings,
      schedule: [{ days: [1, 7], from: "22:00", to: "06:00", availableA: [10, 20.5, 30] }],
      meter: { topic: "meters/park", measures: "total", safeA: [6, 7, 8] },
      cloudPaced: true,
    },
  ],
  circuits: [{ id: "park-a", installationId: "park", name: "A", fuseA: 32 }],
  chargers: ["park-a", null].map((circuitId, n) => ({
    deviceId: `ZPR00000${n}`,
    circuitId,
    name: `P${n}`,
    rotation: "RST",
    maxCurrentA: 32,
    minCurrentA: 6,
    priority: usualPriority,
    enrolled: false,
  })),
};
const minute = 60_000;
const pace = 15 * minute;
const by = (at: number) => ({ personId: "p1", name: "Owner", at });

describe.each(servers)("settings on $name", ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  const open: Store[] = [];

  const fresh = async () => {
    const url = await server.database();
    const store = await openStore(url, { secret: Buffer.alloc(32, 1), log: silentLog });
    open.push(store);
    await store.topology.upsert(topology);
    return store;
  };
  const park = async (store: Store) => (await store.topology.load()).installations[0];

  beforeAll(async () => {
    server = await start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
  });
  afterAll(async () => {
    await server.end();
  });

  it("are given back whole", async () => {
    expect(await (await fresh()).topology.load()).toEqual(topology);
  });

  it("are given back of one installation, with what hangs in it", async () => {
    const store = await fresh();
    await store.keys.enrol("ZPR000000", Buffer.alloc(32, 1));
    const override = { availableA: [1.5, 2, 3] as const, until: 2_000_000_000_000 };
    await store.settings.setInstallation("park", { override }, by(1_000), pace);
    const part = await store.topology.loadInstallation("park");
    expect(part).toEqual(partOf(await store.topology.load(), "park"));
    expect(part).toMatchObject({ installation: { override }, chargers: [{ deviceId: "ZPR000000", enrolled: true }] });
    expect(await store.topology.loadInstallation("nowhere")).toBeNull();
  });

  it("are changed one by one, recorded with who and when, and told to everybody", async () => {
    const store = await fresh();
    const heard: Notice[] = [];
    const told = new Promise<void>((resolve) => {
      void store
        .listen({ notice: (notice) => resolve(void heard.push(notice)), reconnected: () => undefined })
        .then(() =>
          store.settings.setInstallation("park", { switchCurrentA: 10, imbalanceLimitA: 20 }, by(1_000), pace),
        );
    });
    await told;
    expect(heard[0]).toMatchObject({ kind: "topology", id: "park" });
    expect(await park(store)).toEqual({ ...topology.installations[0], switchCurrentA: 10, imbalanceLimitA: 20 });
    // The same again is no change.
    await store.settings.setInstallation("park", { switchCurrentA: 10 }, by(2_000), pace);
    expect(await store.settings.changes("park", 10)).toEqual([
      {
        installationId: "park",
        deviceId: null,
        by: { personId: "p1", name: "Owner" },
        at: 1_000,
        changed: { switchCurrentA: { from: 15, to: 10 }, imbalanceLimitA: { from: null, to: 20 } },
      },
    ]);
    expect(await store.settings.setInstallation("nowhere", { switchCurrentA: 1 }, by(1), pace)).toEqual({
      outcome: "unknown",
    });
  });

  it("take a change of the available current once in 15 minutes, where that is demanded", async () => {
    const store = await fresh();
    const override = { availableA: [10, 10, 10] as const, until: 100 * minute };
    const set = (given: Parameters<typeof store.settings.setInstallation>[1], at: number) =>
      store.settings.setInstallation("park", given, by(at), pace);
    expect(await set({ override }, minute)).toEqual({ outcome: "done" });
    expect(await set({ override: null }, 2 * minute)).toEqual({ outcome: "tooSoon", againAt: 16 * minute });
    expect(await set({ schedule: [] }, 2 * minute)).toEqual({ outcome: "tooSoon", againAt: 16 * minute });
    // What changes nothing, or not the available current, may come at any time.
    expect(await set({ override }, 2 * minute)).toEqual({ outcome: "done" });
    expect(await set({ switchCurrentA: 8 }, 2 * minute)).toEqual({ outcome: "done" });
    expect((await park(store))?.override).toEqual(override);
    const { name } = by(minute);
    expect(await store.settings.overrideBy("park")).toEqual({ name, at: minute });
    expect(await store.settings.overrideBy("elsewhere")).toBeNull();
    expect(await set({ override: null }, 16 * minute)).toEqual({ outcome: "done" });
    expect((await park(store))?.override).toBeNull();
  });

  it("of an override stay when the topology is imported again; one that has ended is none", async () => {
    const store = await fresh();
    const override = { availableA: [10, 10, 10] as const, until: 100 * minute };
    await store.settings.setInstallation("park", { override }, by(minute), pace);
    await store.topology.upsert(topology);
    expect((await park(store))?.override).toEqual(override);
    await store.settings.setInstallation("park", { override: null }, by(200 * minute), pace);
    expect(await store.settings.changes("park", 10)).toHaveLength(1);
  });

  it("of a charger are its priority, which an assignment keeps", async () => {
    const store = await fresh();
    expect(await store.settings.setCharger("ZPR000000", { priority: 3 }, by(1))).toBe("done");
    const offline = { offlineCurrentA: { from: null, to: 10 } };
    expect(await store.settings.setCharger("ZPR000000", { priority: 3 }, by(2), offline)).toBe("done");
    expect(await store.settings.setCharger("ZPR000001", { priority: 3 }, by(3))).toBe("unknown");
    expect(await store.settings.setCharger("ZPR999999", { priority: 3 }, by(3))).toBe("unknown");
    const { priority: _, enrolled: __, ...again } = topology.chargers[0] ?? { priority: 2, enrolled: false };
    await store.topology.putCharger({
      deviceId: "",
      circuitId: null,
      name: "",
      rotation: "RST",
      maxCurrentA: 1,
      minCurrentA: 1,
      ...again,
    });
    expect((await store.topology.load()).chargers[0]?.priority).toBe(3);
    expect((await store.settings.changes("park", 10)).map(({ deviceId, changed }) => [deviceId, changed])).toEqual([
      ["ZPR000000", offline],
      ["ZPR000000", { priority: { from: 2, to: 3 } }],
    ]);
  });

  it("of a wall: links, by the hash of their key, until they are revoked", async () => {
    const store = await fresh();
    const link = {
      id: randomUUID(),
      installationId: "park",
      hash: createHash("sha256").update("key").digest(),
      label: "Hall",
    };
    expect(await store.wallLinks.make(link, by(5))).toBe("done");
    expect(
      await store.wallLinks.make(
        { ...link, id: randomUUID(), installationId: "nowhere", hash: Buffer.alloc(32) },
        by(5),
      ),
    ).toBe("unknown");
    expect(await store.wallLinks.list()).toEqual([{ ...link, madeBy: "Owner", madeAt: 5 }]);
    expect(await store.wallLinks.revoke(link.id, "other", by(6))).toBe(false);
    expect(await store.wallLinks.revoke(link.id, "park", by(6))).toBe(true);
    expect(await store.wallLinks.revoke(link.id, "park", by(7))).toBe(false);
    expect(await store.wallLinks.list()).toEqual([]);
  });

  it("of meters: whose password has which hash, for the topic that is entered", async () => {
    const store = await fresh();
    const hash = Buffer.alloc(32, 7);
    expect(await store.meters.put("nowhere", hash, 1)).toBe("unknown");
    expect(await store.meters.put("park", Buffer.alloc(32, 6), 1)).toBe("done");
    expect(await store.meters.put("park", hash, 2)).toBe("done");
    expect(await store.meters.list()).toEqual([{ installationId: "park", topic: "meters/park", hash }]);
    await store.topology.upsert({
      ...topology,
      installations: topology.installations.map((one) => ({ ...one, meter: null })),
    });
    expect(await store.meters.list()).toEqual([]);
    expect(await store.meters.remove("park")).toBe(true);
    expect(await store.meters.remove("park")).toBe(false);
  });
});
