import { describe, expect, it } from "vitest";
import { type Frame, heartbeatMs, type Parts } from "../../contract/frame";
import type { Scope } from "../../domain/access/scope";
import { mostOfOnePerson, tickMs } from "./broadcaster";
import { arrive, person, TestStream, type TestSubscriber, t0, twoInstallations } from "./test-stream";

const north = { kind: "installation", id: "north" } as const;
const charger1 = { kind: "charger", id: "ZAP000001" } as const;
const owner = person("owner", "north");
const support = person("support");
const wallLink = { kind: "wall", id: "a link", installationId: "north", version: 0 } as const;

type Of<K extends Frame["kind"]> = Extract<Frame, { kind: K }>;
const deltas = (subscriber: TestSubscriber) =>
  subscriber.frames.filter((frame): frame is Of<"delta"> => frame.kind === "delta");
const last = (subscriber: TestSubscriber) => subscriber.frames.at(-1);
const ids = (frame: { chargers?: { deviceId: string }[] } | undefined) => frame?.chargers?.map((c) => c.deviceId);

describe("a stream begins", () => {
  it("with a snapshot of all that its scopes hold, the same as a page's first data", async () => {
    const world = new TestStream();
    world.says("ZAP000001", { 710: "3", 513: "7200" });
    const scopes = [{ kind: "fleet" }, north, charger1, { kind: "firmware" }] as const;
    const subscriber = world.subscribe(owner, ...scopes);
    await arrive();
    expect(subscriber.kinds()).toEqual(["snapshot"]);
    const [snapshot] = subscriber.frames;
    expect(snapshot).toEqual(JSON.parse(JSON.stringify(world.stream.first(owner, scopes))));
    expect(snapshot).toMatchObject({
      scopes: ["charger:ZAP000001", "firmware", "fleet", "installation:north"],
      installations: [{ id: "north" }],
      chargers: [{ deviceId: "ZAP000001", powerW: { value: 7200 } }, { deviceId: "ZAP000002" }],
      details: [{ deviceId: "ZAP000001" }],
    });
  });

  it("for support with what a charger said, the unassigned and every installation", async () => {
    const world = new TestStream();
    world.says("ZAP000001", { 710: "3" });
    world.says("ZAP000077", { 710: "1" });
    const subscriber = world.subscribe(
      support,
      { kind: "fleet" },
      { kind: "sent", id: "ZAP000001" },
      { kind: "support" },
    );
    await arrive();
    const snapshot = subscriber.frames[0] as Of<"snapshot">;
    expect(snapshot.installations?.map(({ id }) => id)).toEqual(["north", "south"]);
    expect(snapshot.sent).toMatchObject([{ deviceId: "ZAP000001", observations: [{ id: 710, raw: "3" }] }]);
    expect(snapshot.support?.unassigned.map(({ deviceId }) => deviceId)).toEqual(["ZAP000077", "ZAP000050"]);
  });
});

describe("deltas", () => {
  it("tell the first change at once and coalesce what follows into one frame per 100 ms, latest value wins", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    world.clock.pass(1_000);
    world.says("ZAP000001", { 513: "1000" });
    await arrive();
    expect(deltas(subscriber)).toHaveLength(1);
    for (const power of [2000, 3000, 4000]) {
      world.clock.pass(20);
      world.says("ZAP000001", { 513: String(power) });
    }
    world.says("ZAP000002", { 513: "500" });
    await arrive();
    expect(deltas(subscriber)).toHaveLength(1);
    world.clock.pass(40);
    await arrive();
    expect(deltas(subscriber)).toHaveLength(2);
    expect(deltas(subscriber)[1]).toMatchObject({
      chargers: [{ powerW: { value: 4000 } }, { powerW: { value: 500 } }],
    });
    world.clock.pass(10_000);
    await arrive();
    expect(deltas(subscriber)).toHaveLength(3);
  });

  it("tell a busy installation's sums twice a second, and its chargers sooner meanwhile", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    const seen = () =>
      deltas(subscriber).map(({ at, chargers, installations }) => [
        at - t0 - 1_000,
        chargers?.[0]?.powerW?.value,
        installations?.[0]?.powerW.value,
      ]);
    world.clock.pass(1_000);
    world.says("ZAP000001", { 513: "1000" });
    world.clock.pass(150);
    world.says("ZAP000001", { 513: "2000" });
    world.clock.pass(150);
    world.says("ZAP000001", { 513: "3000" });
    world.clock.pass(10_000);
    await arrive();
    expect(seen()).toEqual([
      [0, 1000, 1000],
      [150, 2000, undefined],
      [300, 3000, undefined],
      [500, undefined, 3000],
    ]);
  });

  it("come within 16 ms to a charger's own page, even where the same browser looks at a list", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north, charger1);
    world.clock.pass(1_000);
    world.says("ZAP000001", { 513: "1000" });
    world.clock.pass(16);
    world.says("ZAP000001", { 513: "2000" });
    await arrive();
    const seen = deltas(subscriber).flatMap((delta) => (delta.details ? [delta.chargers?.[0]?.powerW?.value] : []));
    expect(seen).toEqual([1000, 2000]);
  });

  it.each<[Scope, keyof Parts]>([
    [{ kind: "fleet" }, "installations"],
    [{ kind: "wall", id: "north" }, "chargers"],
    [charger1, "chargers"],
    [charger1, "details"],
    [{ kind: "sent", id: "ZAP000001" }, "sent"],
    [{ kind: "firmware" }, "firmware"],
  ])("of what a charger says reach who looks at %j alone: %s", async (scope, part) => {
    const world = new TestStream();
    const [first, second] = [world.subscribe(support, scope), world.subscribe(support, scope)];
    world.says("ZAP000001", { 911: "3.2.1", 513: "1000" });
    world.clock.pass(1_000);
    await arrive();
    await first.leave();
    world.says("ZAP000001", { 911: "3.2.2", 513: "2000" });
    world.clock.pass(1_000);
    await arrive();
    expect(deltas(first).at(-1)?.[part]).toBeDefined();
    expect(deltas(second)).toHaveLength(2);
    for (const delta of deltas(second)) expect(delta[part]).toBeDefined();
    if (part !== "installations") expect(JSON.stringify(deltas(second)[1])).toContain("3.2.2");
  });

  it("reach everybody who looks at the same thing with other rights, or beside other things", async () => {
    const world = new TestStream();
    const pages = [
      world.subscribe(owner, north, charger1),
      world.subscribe(owner, north),
      world.subscribe(support, north, charger1),
      world.subscribe(support, charger1),
    ];
    world.clock.pass(1_000);
    world.says("ZAP000001", { 513: "1000" });
    await arrive();
    for (const page of pages) expect(deltas(page)[0]?.chargers).toMatchObject([{ powerW: { value: 1000 } }]);
  });

  it("of a charger that hangs nowhere reach its own page, and the table of support", async () => {
    const world = new TestStream();
    const page = world.subscribe(support, { kind: "charger", id: "ZAP000050" });
    const table = world.subscribe(support, { kind: "support" });
    world.clock.pass(1_000);
    world.says("ZAP000050", { 710: "3" });
    world.says("ZAP000077", { 710: "3" });
    world.clock.pass(1_000);
    await arrive();
    expect(deltas(page)[0]?.chargers).toMatchObject([{ deviceId: "ZAP000050", state: { word: "charging" } }]);
    const unassigned = deltas(table).at(-1)?.support?.unassigned;
    expect(unassigned?.map(({ deviceId }) => deviceId)).toEqual(["ZAP000077", "ZAP000050"]);
  });

  it("come within 16 ms to who looks at what a charger said, beside a list too", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(support, north, { kind: "sent", id: "ZAP000001" });
    world.clock.pass(1_000);
    world.says("ZAP000001", { 513: "1000" });
    world.clock.pass(16);
    world.says("ZAP000001", { 513: "2000" });
    await arrive();
    expect(deltas(subscriber).filter(({ sent }) => sent)).toHaveLength(2);
  });

  it("of the dashboard's own links reach whoever looks at anything", async () => {
    const world = new TestStream();
    const pages = [charger1, north, { kind: "firmware" } as const].map((scope) => world.subscribe(owner, scope));
    world.clock.pass(1_000);
    world.happens({ kind: "broker", up: false, reason: "connectionLost" });
    await arrive();
    for (const page of pages) expect(deltas(page)[0]?.links?.broker.up).toBe(false);
  });

  it("with nothing in them are not sent: a charger elsewhere is no more", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    world.clock.pass(1_000);
    const chargers = twoInstallations.chargers.filter(({ deviceId }) => deviceId !== "ZAP000009");
    world.arrange({ ...twoInstallations, chargers });
    world.clock.pass(1_000);
    await arrive();
    expect(subscriber.kinds()).toEqual(["snapshot", "snapshot"]);
  });

  it("carry nothing to those who do not look at it", async () => {
    const world = new TestStream();
    const list = world.subscribe(owner, { kind: "fleet" });
    const other = world.subscribe(owner, { kind: "charger", id: "ZAP000002" });
    world.clock.pass(1_000);
    world.says("ZAP000001", { 513: "1000" });
    world.clock.pass(1_000);
    await arrive();
    expect(other.kinds()).toEqual(["snapshot"]);
    expect(deltas(list).map((delta) => delta.chargers)).toEqual([undefined]);
  });

  it("count up, and carry the links when those change", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north, charger1);
    world.clock.pass(1_000);
    world.happens({ kind: "broker", up: false, reason: "connectionLost" });
    world.clock.pass(100);
    await arrive();
    const links = deltas(subscriber).filter((delta) => delta.links);
    expect(links).toHaveLength(1);
    expect(links[0]?.links?.broker).toMatchObject({ up: false, reason: "connectionLost" });
    const revs = subscriber.frames.map((frame) => frame.rev);
    expect(revs).toEqual([...revs].sort((a, b) => a - b));
  });
});

describe("a subscriber gets only what its role may see", () => {
  it("and not a byte of another installation, whatever happens there", async () => {
    const world = new TestStream();
    const scopes = [{ kind: "fleet" }, north, charger1, { kind: "firmware" }] as const;
    const subscribers = [world.subscribe(owner, ...scopes), world.subscribe(person("manager", "north"), ...scopes)];
    world.clock.pass(1_000);
    for (const deviceId of ["ZAP000009", "ZAP000050", "ZAP000077", "ZAP000001"]) {
      world.says(deviceId, { 710: "3", 513: "4321", 911: "3.2.1" });
      world.clock.pass(2_000);
    }
    world.arrange({
      ...twoInstallations,
      chargers: twoInstallations.chargers.filter((c) => c.deviceId !== "ZAP000009"),
    });
    world.clock.pass(2_000);
    world.arrange(twoInstallations);
    world.clock.pass(2_000);
    await arrive();
    for (const subscriber of subscribers) {
      expect(subscriber.text).toContain("ZAP000001");
      expect(subscriber.text).not.toMatch(/south|Southend|South circuit|ZAP000009|ZAP000050|ZAP000077/i);
    }
  });

  it("and of what it may not see nothing, whoever let it ask", () => {
    const { stream } = new TestStream();
    const foreign = [
      { kind: "installation", id: "south" },
      { kind: "charger", id: "ZAP000009" },
      { kind: "sent", id: "ZAP000001" },
      { kind: "support" },
    ] as const;
    const snapshot = stream.first(owner, [...foreign]);
    expect(snapshot).toMatchObject({ installations: [], chargers: [], details: [], sent: [] });
    expect(snapshot.support).toBeUndefined();
  });

  it("and of a charger that is not there nothing, not even an empty place", () => {
    const { stream } = new TestStream();
    const snapshot = stream.first(support, [{ kind: "charger", id: "ZAP999999" }]);
    expect(snapshot).toMatchObject({ chargers: [], details: [] });
    expect(snapshot.support).toBeUndefined();
  });

  it("by the link of a wall: its chargers, until it is no more", async () => {
    const world = new TestStream();
    const wall = { kind: "wall", id: "north" } as const;
    const screen = world.subscribe(wallLink, wall);
    await arrive();
    expect(screen.frames[0]).toMatchObject({
      installations: [{ id: "north" }],
      chargers: [{ deviceId: "ZAP000001" }, { deviceId: "ZAP000002" }],
      links: { broker: { up: true } },
    });
    const other = { kind: "wall", id: "south" } as const;
    expect(world.stream.first(wallLink, [other])).toMatchObject({ installations: [], chargers: [] });
    expect(world.stream.first(wallLink, [{ kind: "charger", id: "ZAP000050" }])).toMatchObject({ chargers: [] });
    world.arrange({ installations: [], circuits: [], chargers: [] });
    await arrive();
    expect(last(screen)).toMatchObject({ kind: "bye", reason: "rightsChanged" });
  });

  it("begins again with the new name when an installation gets one", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north, charger1);
    const [first, ...others] = twoInstallations.installations;
    if (!first) throw new Error("no installation");
    world.arrange({ ...twoInstallations, installations: [{ ...first, name: "Nordtor" }, ...others] });
    await arrive();
    expect(last(subscriber)).toMatchObject({ kind: "snapshot", installations: [{ name: "Nordtor" }] });
  });

  it("is sent away when one of the things that it looks at is no longer there", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north, charger1);
    world.arrange({ ...twoInstallations, chargers: twoInstallations.chargers.slice(1) });
    await arrive();
    expect(last(subscriber)).toMatchObject({ kind: "bye", reason: "rightsChanged" });
  });

  it("is sent away when a charger it looks at moves to another installation", async () => {
    const world = new TestStream();
    const atCharger = world.subscribe(owner, charger1);
    const atList = world.subscribe(owner, north);
    const chargers = twoInstallations.chargers.map((c) =>
      c.deviceId === "ZAP000001" ? { ...c, circuitId: "south-a" } : c,
    );
    world.arrange({ ...twoInstallations, chargers });
    await arrive();
    expect(last(atCharger)).toMatchObject({ kind: "bye", reason: "rightsChanged" });
    expect(last(atList)).toMatchObject({ kind: "snapshot" });
    expect(ids(last(atList) as Of<"snapshot">)).toEqual(["ZAP000002"]);
  });
});

describe("a stream ends", () => {
  it("when the sign-in expires", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    world.clock.pass(3_600_000 - 1);
    world.stream.tick();
    await arrive();
    expect(subscriber.ended).toBe("no");
    world.clock.pass(1);
    world.stream.tick();
    await arrive();
    expect(last(subscriber)).toMatchObject({ kind: "bye", reason: "signInEnded" });
    expect(subscriber.ended).toBe("closed");
    expect(world.stream.subscribers()).toBe(0);
  });

  it("when the person signs out, for that sign-in alone", async () => {
    const world = new TestStream();
    const [mine, other] = [world.subscribe(owner, north), world.subscribe(person("manager", "north"), north)];
    world.stream.signInEnded(`sign-in of ${owner.id}`);
    await arrive();
    expect([mine.ended, other.ended]).toEqual(["closed", "no"]);
  });

  it.each([
    ["is removed", null],
    ["may see another installation", { ...owner, installationIds: ["south"] }],
    ["has another role", { ...owner, role: "support" as const }],
    ["has another password", { ...owner, version: 2 }],
  ])("when the person %s", async (_, changed) => {
    const world = new TestStream();
    const [mine, other] = [world.subscribe(owner, north), world.subscribe(person("manager", "north"), north)];
    world.stream.personChanged(owner.id, changed);
    await arrive();
    expect(last(mine)).toMatchObject({ kind: "bye", reason: "rightsChanged" });
    expect([mine.ended, other.ended]).toEqual(["closed", "no"]);
  });

  it("and not when only the person's name or the order of the installations changes", async () => {
    const world = new TestStream();
    const both = person("owner", "north", "south");
    const subscriber = world.subscribe(both, north);
    world.stream.personChanged(both.id, { ...both, name: "Somebody", installationIds: ["south", "north"] });
    await arrive();
    expect(subscriber.ended).toBe("no");
  });

  it("when the server stops, for those who come later too", async () => {
    const world = new TestStream();
    const early = world.subscribe(owner, north);
    world.stream.close();
    const late = world.subscribe(owner, north);
    await arrive();
    for (const subscriber of [early, late]) {
      expect(last(subscriber)).toMatchObject({ kind: "bye", reason: "stopping" });
      expect(subscriber.ended).toBe("closed");
    }
    expect(world.stream.subscribers()).toBe(0);
  });

  it("when the page leaves, and nothing is kept of it", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    await arrive();
    await subscriber.leave();
    expect(world.stream.subscribers()).toBe(0);
  });

  it("when the page leaves before anybody has begun to read", () => {
    const world = new TestStream();
    const page = new AbortController();
    world.opens(owner, page.signal, north);
    expect(world.stream.subscribers()).toBe(1);
    page.abort();
    expect(world.stream.subscribers()).toBe(0);
    world.opens(owner, page.signal, north);
    expect(world.stream.subscribers()).toBe(0);
  });
});

describe("one person's streams", () => {
  it("are bounded, others' are not touched, and one that ends makes room", async () => {
    const world = new TestStream();
    const subscribers = Array.from({ length: mostOfOnePerson }, () => world.subscribe(owner, north));
    expect(() => world.subscribe(owner, north)).toThrow("tooManyStreams");
    world.subscribe(support, north);
    await subscribers[0]?.leave();
    world.subscribe(owner, north);
    expect(() => world.subscribe(owner, north)).toThrow("tooManyStreams");
    expect(world.stream.subscribers()).toBe(mostOfOnePerson + 1);
  });
});

describe("the pages of one person", () => {
  it("are followed on forty screens, not on a hundred", () => {
    const opened = (count: number) => {
      const world = new TestStream();
      return () => Array.from({ length: count }, () => world.subscribe(owner, north));
    };
    expect(opened(40)).not.toThrow();
    expect(opened(100)).toThrow("tooManyStreams");
  });
});

describe("a subscriber that does not drain", () => {
  it("is closed, and its bytes and connection are let go of", async () => {
    const world = new TestStream();
    const signIn = { id: "slow", version: 1, endsAt: Number.POSITIVE_INFINITY };
    const body = world.stream.open(support, signIn, [north, { kind: "sent", id: "ZAP000001" }]);
    const healthy = world.subscribe(owner, north);
    let power = 0;
    while (world.stream.subscribers() > 1 && power < 100_000) {
      power += 1;
      world.clock.pass(100);
      world.says("ZAP000001", { 513: String(power), 751: "x".repeat(2_000) });
      await arrive();
    }
    expect(world.stream.subscribers()).toBe(1);
    expect(healthy.ended).toBe("no");
    world.clock.pass(5_000);
    await expect(body.getReader().read()).rejects.toThrow("did not drain");
  });
});

describe("a heartbeat", () => {
  it("leaves when nothing else has left for about two seconds, and is small", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    const sentAt = () => subscriber.frames.map(({ at }) => at - t0);
    for (let tick = 1; tick <= 60; tick += 1) {
      // Every tenth second something is said, a little later each time.
      if (tick % 10 === 0) {
        world.clock.pass(tick * 16);
        world.says("ZAP000001", { 513: String(tick) });
        world.clock.pass(tickMs - tick * 16);
      } else world.clock.pass(tickMs);
      world.stream.tick();
    }
    await arrive();
    const waits = sentAt().flatMap((at, index) => (index === 0 ? [] : [at - (sentAt()[index - 1] ?? 0)]));
    expect(subscriber.kinds().filter((kind) => kind === "heartbeat").length).toBeGreaterThan(20);
    expect(Math.max(...waits)).toBeLessThanOrEqual(heartbeatMs + tickMs / 2);
    const beats = subscriber.text.split("\n\n").filter((event) => event.startsWith("event: heartbeat"));
    expect(Math.max(...beats.map((event) => event.length))).toBeLessThan(100);
  });

  it("does not leave where enough else does", async () => {
    const world = new TestStream();
    const subscriber = world.subscribe(owner, north);
    for (let tick = 1; tick <= 60; tick += 1) {
      world.clock.pass(tickMs);
      world.says("ZAP000001", { 513: String(tick) });
      world.stream.tick();
    }
    await arrive();
    expect(subscriber.kinds()).not.toContain("heartbeat");
  });
});
