import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../domain/access/person";
import { type Topology, usualPriority, usualSettings } from "../domain/topology";
import type { Notice } from "./database/notices";
import { migrations } from "./migrations/list";
import { openStore, type Store } from "./store";
import type { KeptObservation } from "./tables/observation-store";
import { servers, silentLog } from "./test-postgres";

const secret = Buffer.alloc(32, 1);
const topology: Topology = {
  installations: [
    {
      id: "depot",
      name: "Depot",
      networkType: "TN3",
      mainFuseA: 63,
      availableA: [63, 50.5, 40],
      imbalanceLimitA: 20,
      switchCurrentA: 15,
      timeZone: "Europe/Berlin",
      authorisation: { kind: "tags", tags: ["nfc-1", "ble-2"] },
      ...usualSettings,
    },
    {
      id: "home",
      name: "Home",
      networkType: "IT3",
      mainFuseA: 125,
      availableA: [125, 125, 125],
      imbalanceLimitA: null,
      switchCurrentA: 16,
      timeZone: "Europe/Oslo",
      authorisation: { kind: "any" },
      ...usualSettings,
    },
  ],
  circuits: [
    { id: "depot-a", installationId: "depot", name: "A", fuseA: 32 },
    { id: "home-a", installationId: "home", name: "A", fuseA: 63 },
  ],
  chargers: [
    {
      deviceId: "ZPR000001",
      circuitId: "depot-a",
      name: "P1",
      rotation: "STR",
      maxCurrentA: 32,
      minCurrentA: 6,
      priority: usualPriority,
      enrolled: false,
    },
    {
      deviceId: "ZPR000002",
      circuitId: null,
      name: "Spare",
      rotation: "RST",
      maxCurrentA: 16,
      minCurrentA: 8,
      priority: usualPriority,
      enrolled: false,
    },
  ],
};

describe.each(servers)("the store on $name", ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  const open: Store[] = [];

  /** A store on a database of its own, or a second one on the same. */
  const fresh = async (url?: string, key = secret) => {
    const at = url ?? (await server.database());
    const store = await openStore(at, { secret: key, log: silentLog });
    open.push(store);
    return { store, url: at };
  };

  beforeAll(async () => {
    server = await start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
  });
  afterAll(async () => {
    await server.end();
  });

  describe("the schema", () => {
    it("is made once by many who start at the same time, and again by nobody", async () => {
      const url = await server.database();
      await Promise.all(Array.from({ length: 5 }, () => fresh(url)));
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query("select name from migrations");
      await client.end();
      expect(rows).toEqual(migrations.map(({ name }) => ({ name })));
    });

    it("of a newer program is refused, and left as it is", async () => {
      const { url } = await fresh();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("insert into migrations (name) values ('9999-later')");
      await client.end();
      await expect(fresh(url)).rejects.toThrow("newer version of Phaseboard (9999-later)");
    });
  });

  describe("topology", () => {
    it("gives back what was put in, whole", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      await store.topology.upsert(topology);
      expect(await store.topology.load()).toEqual(topology);
    });

    it("changes by id and deletes nothing, unless it replaces", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      await store.keys.enrol("ZPR000002", randomBytes(32));
      const [depot, home] = topology.installations;
      const [a] = topology.circuits;
      const [first] = topology.chargers;
      if (!depot || !home || !a || !first) throw new Error("the sample is incomplete");
      const part: Topology = {
        installations: [{ ...depot, name: "Depot North" }],
        circuits: [a],
        chargers: [{ ...first, name: "P1a" }],
      };
      await store.topology.upsert(part);
      const after = await store.topology.load();
      expect(after.installations.map((one) => one.name)).toEqual(["Depot North", "Home"]);
      expect(after.chargers.map((one) => [one.name, one.enrolled])).toEqual([
        ["P1a", false],
        ["Spare", true],
      ]);
      expect(await store.topology.replace(part)).toEqual({
        installations: ["home"],
        circuits: ["home-a"],
        chargers: ["ZPR000002"],
      });
      expect(await store.topology.load()).toEqual(part);
      expect((await store.keys.list()).keys).toEqual([]);
    });

    it("takes a faulty topology not at all", async () => {
      const { store } = await fresh();
      const [first] = topology.chargers;
      if (!first) throw new Error("the sample is incomplete");
      await expect(
        store.topology.upsert({ ...topology, chargers: [{ ...first, circuitId: "nowhere" }] }),
      ).rejects.toThrow();
      expect(await store.topology.load()).toEqual({ installations: [], circuits: [], chargers: [] });
    });

    it("assigns, renames and removes one charger", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      const spoke = {
        deviceId: "ZAP000009",
        circuitId: "home-a",
        name: "Guest",
        rotation: "RST" as const,
        maxCurrentA: 32,
        minCurrentA: 6,
      };
      expect(await store.topology.putCharger({ ...spoke, circuitId: "nowhere" })).toBe("unknownCircuit");
      expect(await store.topology.putCharger(spoke)).toBe("done");
      expect(await store.topology.renameCharger("ZAP000009", "Guests")).toBe(true);
      expect(await store.topology.renameCharger("ZAP000010", "Nobody")).toBe(false);
      expect((await store.topology.load()).chargers[0]).toEqual({
        ...spoke,
        name: "Guests",
        priority: usualPriority,
        enrolled: false,
      });
      expect(await store.topology.removeCharger("ZAP000009")).toBe(true);
      expect(await store.topology.removeCharger("ZAP000009")).toBe(false);
    });
  });

  describe("device keys", () => {
    it("are given, rotated and taken away, and lie sealed in the database", async () => {
      const { store, url } = await fresh();
      await store.topology.upsert(topology);
      const key = Buffer.from("a key that nobody may read in it");
      expect(await store.keys.enrol("ZPR000001", key)).toBe("enrolled");
      expect(await store.keys.enrol("ZPR000001", key)).toBe("alreadyEnrolled");
      expect(await store.keys.enrol("ZPR999999", key)).toBe("unknownCharger");
      expect((await store.keys.list()).keys).toMatchObject([{ deviceId: "ZPR000001", key }]);

      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query("select sealed from device_keys");
      await client.end();
      expect(rows[0].sealed.includes("nobody")).toBe(false);

      const next = randomBytes(32);
      expect(await store.keys.rotate("ZPR000001", next)).toBe(true);
      expect(await store.keys.rotate("ZPR000002", next)).toBe(false);
      expect((await store.keys.list()).keys).toMatchObject([{ deviceId: "ZPR000001", key: next }]);
      expect(await store.keys.remove("ZPR000001")).toBe(true);
      expect(await store.keys.remove("ZPR000001")).toBe(false);
      expect((await store.topology.load()).chargers).toEqual(topology.chargers);
    });

    it("are given and replaced for many at once, or for none", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      await store.keys.enrol("ZPR000001", randomBytes(32));
      const keys = new Map([
        ["ZPR000001", randomBytes(32)],
        ["ZPR000002", randomBytes(16)],
      ]);
      expect(await store.keys.putAll(new Map([...keys, ["ZPR999999", randomBytes(32)]]))).toBe("unknownCharger");
      expect((await store.keys.list()).keys).toHaveLength(1);
      expect(await store.keys.putAll(keys)).toBe("done");
      expect((await store.keys.list()).keys.map(({ deviceId, key }) => [deviceId, key])).toEqual([...keys]);
    });

    it("sealed under another secret, or moved to another charger, do not open and are named", async () => {
      const { store, url } = await fresh();
      await store.topology.upsert(topology);
      await store.keys.enrol("ZPR000001", randomBytes(32));
      const { store: stranger } = await fresh(url, Buffer.alloc(32, 2));
      expect(await stranger.keys.list()).toEqual({ keys: [], closed: ["ZPR000001"] });
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("update device_keys set device_id = 'ZPR000002'");
      await client.end();
      expect(await store.keys.list()).toEqual({ keys: [], closed: ["ZPR000002"] });
    });
  });

  describe("twins", () => {
    it("merge patches under versions that count up, whoever writes at once", async () => {
      const { store, url } = await fresh();
      const { store: other } = await fresh(url);
      await store.topology.upsert(topology);
      expect((await store.twins.get("ZPR000001")).desired).toEqual({ document: {}, version: 1 });
      await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          (i % 2 ? store : other).twins.patch("ZPR000001", "desired", { Settings: { [500 + i]: `${i}` } }),
        ),
      );
      await store.twins.patch("ZPR000001", "desired", { Settings: { 500: null, 501: "x" } });
      const twin = await other.twins.get("ZPR000001");
      expect(twin.desired.version).toBe(12);
      expect(twin.desired.document).toEqual({
        Settings: { 501: "x", 502: "2", 503: "3", 504: "4", 505: "5", 506: "6", 507: "7", 508: "8", 509: "9" },
      });
      expect(twin.reported).toEqual({ document: {}, version: 1 });
      expect(await store.twins.patch("ZPR999999", "desired", {})).toEqual({ outcome: "unknownCharger" });
      expect(await store.twins.patch("ZPR000001", "desired", { big: "x".repeat(33_000) })).toEqual({
        outcome: "tooLarge",
      });
    });

    it("keep what a charger reported, never an older version of it", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      await store.twins.saveReported("ZPR000001", { document: { Settings: { 510: "32" } }, version: 4 });
      await store.twins.saveReported("ZPR000001", { document: {}, version: 3 });
      await store.twins.saveReported("ZPR999999", { document: {}, version: 3 });
      expect((await store.twins.all()).map((one) => one.reported)).toEqual([
        { document: { Settings: { 510: "32" } }, version: 4 },
      ]);
    });
  });

  describe("people", () => {
    const anna = {
      email: "Anna@Example.com",
      name: "Anna",
      role: "owner" as const,
      installationIds: ["depot"],
      password: "correct horse battery",
    };

    it("sign in with their own password alone, whatever the case of the email", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      expect(await store.people.hasRealPerson()).toBe(false);
      const added = await store.people.add(anna);
      if (added.outcome !== "added") throw new Error(added.outcome);
      expect(await store.people.hasRealPerson()).toBe(true);
      expect(added.person).toMatchObject({
        email: "Anna@Example.com",
        role: "owner",
        installationIds: ["depot"],
        disabled: false,
        demo: false,
      });
      expect(await store.people.verify("anna@example.COM ", anna.password)).toEqual(added.person);
      expect(await store.people.verify(anna.email, "correct horse batterz")).toBeNull();
      expect(await store.people.verify("bert@example.com", anna.password)).toBeNull();
      expect(await store.people.add({ ...anna, email: "ANNA@example.com" })).toEqual({ outcome: "emailTaken" });
      expect(await store.people.add({ ...anna, email: "c@d", installationIds: ["nowhere"] })).toEqual({
        outcome: "unknownInstallation",
      });
      expect(await store.people.list()).toEqual([added.person]);
    });

    it("lose their sign-ins with every change of password, role, rights or standing", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      const added = await store.people.add(anna);
      if (added.outcome !== "added") throw new Error(added.outcome);
      const { id, version } = added.person;
      const now = () => store.people.get(id);
      await store.people.setPassword(id, "another long password");
      expect((await now())?.version).toBe(version + 1);
      expect(await store.people.verify(anna.email, anna.password)).toBeNull();
      expect(await store.people.setInstallations(id, ["home", "depot"])).toBe("done");
      expect(await store.people.setInstallations(id, ["nowhere"])).toBe("unknownInstallation");
      expect(await store.people.setInstallations("nobody", [])).toBe("unknownPerson");
      expect(await now()).toMatchObject({ version: version + 2, installationIds: ["depot", "home"] });
      await store.people.setRole(id, "manager");
      await store.people.setDisabled(id, true);
      expect(await now()).toMatchObject({ version: version + 4, role: "manager", disabled: true });
      expect(await store.people.verify(anna.email, "another long password")).toBeNull();
      expect(await store.people.remove(id)).toBe(true);
      expect(await store.people.remove(id)).toBe(false);
      expect(await now()).toBeNull();
    });

    it("lose their sign-ins when all of them are ended, and keep the password", async () => {
      const { store } = await fresh();
      const added = await store.people.add({ ...anna, installationIds: [] });
      const before = added.outcome === "added" ? added.person : null;
      expect(await store.people.endSignIns(before?.id ?? "")).toBe(true);
      expect(await store.people.verify(anna.email, anna.password)).toEqual({
        ...before,
        version: (before?.version ?? 0) + 1,
      });
      expect(await store.people.endSignIns("nobody")).toBe(false);
    });

    it("of the demo have no password and are not real", async () => {
      const { store } = await fresh();
      await store.topology.upsert(topology);
      const sample: Person = {
        id: "demo-owner",
        email: "owner@demo",
        name: "Olga",
        role: "owner",
        installationIds: ["home"],
      };
      await store.people.ensurePerson(sample);
      const again = await store.people.ensurePerson({ ...sample, installationIds: ["home", "depot"] });
      expect(again).toMatchObject({ id: "demo-owner", demo: true, installationIds: ["depot", "home"] });
      expect(await store.people.hasRealPerson()).toBe(false);
      for (const password of ["", "null", "undefined"])
        expect(await store.people.verify("owner@demo", password)).toBeNull();
    });
  });

  describe("attempts to sign in", () => {
    const key = { key: "a", forgetMs: 1_000 };

    it("add up under each key, are forgotten one by one, and are taken back", async () => {
      const { signInCounts } = (await fresh()).store;
      expect(await signInCounts.add([key, { key: "b", forgetMs: 6_000 }], 5, 100_000)).toEqual(
        new Map([
          ["a", 101_000],
          ["b", 106_000],
        ]),
      );
      expect((await signInCounts.add([key], 5, 100_500)).get("a")).toBe(102_000);
      await signInCounts.takeBack([key]);
      expect((await signInCounts.add([key], 5, 100_600)).get("a")).toBe(102_000);
      expect((await signInCounts.add([key], 5, 200_000)).get("a")).toBe(201_000);
    });

    it("are remembered up to a bound, whoever counts at once", async () => {
      const { store } = await fresh();
      const both = [
        { key: "x", forgetMs: 1_000 },
        { key: "y", forgetMs: 1_000 },
      ];
      const turned = [...both].reverse();
      await Promise.all(
        Array.from({ length: 40 }, (_, n) => store.signInCounts.add(n % 2 ? both : turned, 30, 300_000)),
      );
      expect((await store.signInCounts.add(both, 30, 300_000)).get("x")).toBe(330_000);
    });
  });

  describe("last observations", () => {
    const kept = (id: number, raw: string | null, observedAt: number): KeptObservation => ({
      id,
      raw,
      observedAt,
      ownAt: observedAt,
      epoch: 1,
      arrivedAt: observedAt,
    });
    const batch = (...given: KeptObservation[]) => ({
      observations: new Map([["ZPR000001", new Map(given.map((one) => [one.id, one]))]]),
      heardAt: new Map<string, number>(),
      ...nothingElse,
    });
    const nothingElse = { derived: new Map<string, unknown>(), journal: null };

    it("keep the newest of each id, cleared values, microseconds and odd characters", async () => {
      const { store } = await fresh();
      const at = 1_771_068_303_123.456;
      await store.observations.save(
        batch(kept(710, "3", at), kept(721, null, at), kept(804, "a\u0000b\ud800\u{1F50C}", at)),
      );
      await store.observations.save(batch(kept(710, "1", at - 0.001), kept(721, "x", at + 0.001)));
      await store.observations.save({
        observations: new Map(),
        heardAt: new Map([
          ["ZPR000001", 20],
          ["ZAP000001", 5],
        ]),
        ...nothingElse,
      });
      await store.observations.save({ observations: new Map(), heardAt: new Map([["ZPR000001", 10]]), ...nothingElse });
      const known = new Map((await store.observations.loadAll()).map((one) => [one.deviceId, one]));
      expect(known.get("ZPR000001")?.heardAt).toBe(20);
      expect(known.get("ZPR000001")?.observations.sort((a, b) => a.id - b.id)).toEqual([
        kept(710, "3", at),
        kept(721, "x", at + 0.001),
        kept(804, "ab\ufffd\u{1F50C}", at),
      ]);
      expect(known.get("ZAP000001")).toEqual({ deviceId: "ZAP000001", heardAt: 5, observations: [], derived: null });
      await store.observations.clear();
      expect(await store.observations.loadAll()).toEqual([]);
    });

    it("are kept in any number", async () => {
      const { store } = await fresh();
      const of = (at: number) => ({
        observations: new Map(
          Array.from({ length: 101 }, (_, n) => {
            const given = Array.from({ length: 201 }, (_, id) => kept(id, "1", at));
            return [`ZPR${String(n).padStart(6, "0")}`, new Map(given.map((one) => [one.id, one]))];
          }),
        ),
        heardAt: new Map([["ZPR000100", at]]),
        ...nothingElse,
      });
      await store.observations.save(of(1));
      await store.observations.save(of(2));
      const known = await store.observations.loadAll();
      expect(known).toHaveLength(101);
      expect(
        known.every(
          (one) => one.observations.length === 201 && one.observations.every((kept) => kept.observedAt === 2),
        ),
      ).toBe(true);
      expect(known.find((one) => one.heardAt !== null)).toMatchObject({ deviceId: "ZPR000100", heardAt: 2 });
    });

    it("order by epoch before own time and arrival, keep what is derived, and say how far a journal is in them", async () => {
      const { store } = await fresh();
      const one = { ...kept(710, "3", 200), epoch: 1 };
      const save = (given: KeptObservation, more = {}) => store.observations.save({ ...batch(given), ...more });
      await save(one, { derived: new Map([["ZPR000001", { text: "a\u0000b\ud800" }]]) });
      await save({ ...one, epoch: 2, ownAt: 130, raw: "1" }, { journal: { name: "j", sequence: 7 } });
      await save({ ...one, ownAt: 999, raw: "5" }, { journal: { name: "j", sequence: 6 } });
      const [known] = await store.observations.loadAll();
      expect(known?.observations).toEqual([{ ...one, epoch: 2, ownAt: 130, raw: "1" }]);
      expect(known?.derived).toEqual({ text: "ab\ufffd" });
      expect(await store.observations.journalSequence("j")).toBe(7);
      expect(await store.observations.journalSequence("another")).toBe(0);
    });

    it("end up the same whoever writes them at once, in any order", async () => {
      const { store, url } = await fresh();
      const { store: other } = await fresh(url);
      const ids = Array.from({ length: 50 }, (_, i) => i + 1);
      const writes = Array.from({ length: 20 }, (_, n) => {
        const given = ids.map((id) => kept(id, `${n}`, 1_000 + n));
        return (n % 2 ? store : other).observations.save(batch(...(n % 3 ? given : given.reverse())));
      });
      await Promise.all(writes);
      const [known] = await store.observations.loadAll();
      expect(known?.observations).toHaveLength(50);
      expect(new Set(known?.observations.map((one) => one.raw))).toEqual(new Set(["19"]));
    });
  });

  describe("available versions", () => {
    it("are the last one entered per product, or not known", async () => {
      const { store } = await fresh();
      await store.available.set({ product: "Pro", version: "3.2.1.0", enteredBy: "Sara", at: 1 });
      await store.available.set({ product: "Pro", version: "3.3.0.1", enteredBy: "Sven", at: 2 });
      await store.available.set({ product: "Go", version: "1.0", enteredBy: "Sara", at: 3 });
      await store.available.clear("Go");
      expect(await store.available.list()).toEqual([{ product: "Pro", version: "3.3.0.1", enteredBy: "Sven", at: 2 }]);
    });
  });

  describe("leases", () => {
    it("are held by one, renewed by it, and passed on when released or run out", async () => {
      const { store, url } = await fresh();
      const { store: other } = await fresh(url);
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          (i % 2 ? store : other).leases.tryLease("allocation", `holder-${i}`, 60_000),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      const holder = `holder-${taken.indexOf(true)}`;
      expect(await store.leases.tryLease("allocation", holder, 60_000)).toBe(true);
      await other.leases.release("allocation", "a stranger");
      expect(await other.leases.tryLease("allocation", "another", 60_000)).toBe(false);
      await store.leases.release("allocation", holder);
      expect(await other.leases.tryLease("allocation", "another", -1)).toBe(true);
      expect(await store.leases.tryLease("allocation", holder, 60_000)).toBe(true);
    });
  });

  describe("notices", () => {
    it("tell others and oneself what was changed, after it was", async () => {
      const { store, url } = await fresh();
      const { store: other } = await fresh(url);
      const heard = { own: [] as Notice[], other: [] as Notice[] };
      await store.listen({ notice: (one) => heard.own.push(one), reconnected: () => undefined });
      await other.listen({ notice: (one) => heard.other.push(one), reconnected: () => undefined });
      await store.topology.upsert(topology);
      await store.keys.enrol("ZPR000001", randomBytes(32));
      await store.twins.patch("ZPR000001", "desired", { Settings: { 510: "16" } });
      await store.twins.patch("ZPR000001", "reported", { Settings: { 510: "16" } });
      await store.topology.renameCharger("ZPR999999", "Nobody");
      await store.available.set({ product: "Pro", version: "1", enteredBy: "Sara", at: 1 });
      const expected = [
        ["topology", null],
        ["chargers", "ZPR000001"],
        ["topology", null],
        ["twin", "ZPR000001"],
        ["available", null],
      ];
      await expect.poll(() => heard.other.length).toBeGreaterThanOrEqual(5);
      await expect.poll(() => heard.own.length).toBeGreaterThanOrEqual(5);
      expect(heard.other.map((one) => [one.kind, one.id])).toEqual(expected);
      expect(heard.own.map((one) => [one.kind, one.id])).toEqual(expected);
      expect(new Set(heard.other.map((one) => one.own))).toEqual(new Set([false]));
      expect(new Set(heard.own.map((one) => one.own))).toEqual(new Set([true]));
    });
  });
});
