import { describe, expect, it } from "vitest";
import { AllocationWorldForTests as World } from "./test-allocation";

const [a, b] = ["ZAP000001", "ZAP000002"] as const;

describe("the load management at work", () => {
  it("allocates a car that asks, once, and tells what is granted", async () => {
    const world = new World([a]);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(5000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`]);
    expect(world.car(a).mode).toBe("charging");
    expect(world.grant(a)).toMatchObject({ currentA: 32, limit: { of: "charger", name: null, line: null } });
  });

  it("has the first car's reduction confirmed before the second one is raised", async () => {
    const world = new World([a, b]);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(2000);
    world.car(a).manner = "confirmsLate";
    world.setMode(b, "requesting");
    await world.pass(5000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`, `${a}: allocate 20 1-2-3-N`]);
    for (const say of world.car(a).late) say();
    await world.pass(2000);
    expect(world.sent.slice(2)).toEqual([`${b}: allocate 20 1-2-3-N`]);
    expect(world.grant(b)).toMatchObject({ currentA: 20, limit: { of: "circuit", name: "A", line: "L1" } });
  });

  it("says of a car that waits what is full", async () => {
    const world = new World([a, b], {}, 10);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(1000);
    world.setMode(b, "requesting");
    await world.pass(5000);
    expect(world.sent).toEqual([`${a}: allocate 10 1-2-3-N`]);
    expect(world.grant(b)).toMatchObject({ currentA: 0, limit: { of: "circuit", name: "A", line: "L1" } });
    expect(world.view(b).state).toMatchObject({ word: "waitingForCurrent", limit: { of: "circuit", name: "A" } });
  });

  it("answers a tag on the list before it allocates, and one that is not with no", async () => {
    const world = new World([a, b], { authorisation: { kind: "tags", tags: ["nfc-1"] } });
    await world.begin();
    for (const [id, tag] of [
      [a, "nfc-1"],
      [b, "nfc-2"],
    ] as const) {
      world.tell(id, { authenticationRequired: true });
      world.setMode(id, "requesting");
      await world.pass(2000);
      expect(world.sent.filter((each) => each.startsWith(id))).toEqual([]);
      world.tell(id, { tag });
      await world.pass(5000);
    }
    expect(world.sent).toEqual([`${a}: tagGranted`, `${a}: allocate 32 1-2-3-N`, `${b}: tagDenied`]);
    expect(world.grant(b)).toMatchObject({ currentA: 0, limit: { of: "tag", name: null, line: null } });
  });

  it("does not allocate before the answer to the tag is acknowledged, and repeats that", async () => {
    const world = new World([a]);
    await world.begin();
    world.car(a).manner = "ignores";
    world.tell(a, { authenticationRequired: true });
    world.setMode(a, "requesting");
    world.tell(a, { tag: "nfc-1" });
    await world.pass(14_000);
    expect(world.sent).toEqual([`${a}: tagGranted`]);
    world.car(a).manner = "obeys";
    await world.pass(5000);
    expect(world.sent).toEqual([`${a}: tagGranted`, `${a}: tagGranted`, `${a}: allocate 32 1-2-3-N`]);
  });

  it("answers the tag again after a resume", async () => {
    const world = new World([a]);
    await world.begin();
    world.tell(a, { authenticationRequired: true });
    world.setMode(a, "requesting");
    world.tell(a, { tag: "nfc-1" });
    await world.pass(3000);
    world.tell(a, { pausedByOrder: true });
    world.setMode(a, "finished");
    await world.pass(3000);
    world.sent.length = 0;
    world.tell(a, { pausedByOrder: false });
    world.setMode(a, "requesting");
    await world.pass(3000);
    expect(world.sent).toEqual([`${a}: tagGranted`, `${a}: allocate 32 1-2-3-N`]);
  });

  it("takes over what is running without a dip: says the same again, and nothing before the link has settled", async () => {
    const world = new World([a, b]);
    for (const id of [a, b]) {
      Object.assign(world.car(id), { mode: "charging", currentA: 20 });
      world.tell(id, { mode: "charging", allocatedCurrentA: 20, allocatedTerminals: "1-2-3-N", maxCurrentA: 32 });
    }
    world.broker(true);
    for (const id of [a, b]) world.connection(true, {}, world.now, id);
    await world.pass(2500);
    expect(world.sent).toEqual([]);
    await world.pass(20_000);
    expect(world.sent).toEqual([`${a}: allocate 20 1-2-3-N`, `${b}: allocate 20 1-2-3-N`]);
  });

  it("does not repeat itself to a charger that reports an allocation only when it changes", async () => {
    const world = new World([a, b]);
    for (const id of [a, b]) {
      Object.assign(world.car(id), { mode: "charging", currentA: 20, manner: "saysChangesOnly", told: "20 4" });
      world.tell(id, { mode: "charging", allocatedCurrentA: 20, allocatedTerminals: "1-2-3-N", maxCurrentA: 32 });
    }
    world.broker(true);
    for (const id of [a, b]) world.connection(true, {}, world.now, id);
    await world.pass(60_000);
    expect(world.sent).toEqual([`${a}: allocate 20 1-2-3-N`, `${b}: allocate 20 1-2-3-N`]);
    // Another car at the same charger: the same current again.
    world.setMode(a, "disconnected");
    world.car(a).manner = "saysChangesOnly";
    await world.pass(1000);
    expect(world.sent.slice(2)).toEqual([`${b}: allocate 32 1-2-3-N`]);
    world.setMode(b, "disconnected");
    await world.pass(1000);
    world.setMode(b, "requesting");
    await world.pass(60_000);
    expect(world.sent.slice(3)).toEqual([`${b}: allocate 32 1-2-3-N`]);
  });

  it("waits for those that are still coming back, but not for ever", async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `ZAP00000${String.fromCharCode(97 + i)}`.toUpperCase());
    const world = new World([a, ...ids]);
    world.broker(true);
    await world.pass(5000);
    world.connection(true, {}, world.now, a);
    world.setMode(a, "requesting");
    for (const id of ids) {
      await world.pass(2500);
      expect(world.sent).toEqual([]);
      world.connection(true, {}, world.now, id);
      world.tell(id, { mode: "disconnected" });
    }
    // 30 s after the link was up.
    await world.pass(1000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`]);
  });

  it("waits again after the link was lost, however shortly", async () => {
    const world = new World([a, b]);
    await world.begin();
    world.broker(false);
    world.broker(true);
    for (const id of [a, b]) world.connection(true, {}, world.now, id);
    world.setMode(a, "requesting");
    await world.pass(2500);
    expect(world.sent).toEqual([]);
    await world.pass(2000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`]);
  });

  it("leaves a charger that refuses alone for a while, then tries again", async () => {
    const world = new World([a]);
    await world.begin();
    world.car(a).manner = "refuses";
    world.setMode(a, "requesting");
    await world.pass(4000);
    expect(world.sent).toHaveLength(1);
    await world.pass(600_000);
    expect(world.sent.length).toBeGreaterThan(4);
    expect(world.sent.length).toBeLessThan(10);
    world.car(a).manner = "obeys";
    world.pulse(a);
    await world.pass(200_000);
    expect(world.car(a).mode).toBe("charging");
  });

  it("counts a charger that does not confirm with the most it may draw, and repeats ever more rarely", async () => {
    const world = new World([a, b]);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(2000);
    world.car(a).manner = "ignores";
    world.setMode(b, "requesting");
    await world.pass(600_000);
    const toA = world.sent.filter((each) => each.startsWith(a));
    expect(toA.length).toBeGreaterThan(3);
    expect(toA.length).toBeLessThan(9);
    // 40 A less the 32 A that the first may still draw.
    expect(world.sent.filter((each) => each.startsWith(b))).toEqual([`${b}: allocate 8 1-2-3-N`]);
  });

  it("counts a charger that is cut off with the larger of its allocation and its offline current", async () => {
    const world = new World([a, b]);
    await world.begin();
    world.tell(a, { offlineCurrentA: 25, allocatedCurrentA: 0, allocatedTerminals: "1-2-3-N" });
    world.connection(false, {}, world.now, a);
    await world.pass(1000);
    world.setMode(b, "requesting");
    await world.pass(3000);
    expect(world.sent).toEqual([`${b}: allocate 15 1-2-3-N`]);
    world.connection(true, {}, world.now, a);
    world.tell(a, { mode: "disconnected" });
    await world.pass(3000);
    expect(world.sent.at(-1)).toBe(`${b}: allocate 32 1-2-3-N`);
  });

  it("takes back what a finished car still holds, when another one is short", async () => {
    const world = new World([a, b], {}, 32);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(2000);
    world.tell(a, { pausedByOrder: false });
    world.setMode(a, "finished");
    await world.pass(2000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`]);
    world.setMode(b, "requesting");
    await world.pass(3000);
    expect(world.sent.slice(1)).toEqual([`${a}: deallocate`, `${b}: allocate 32 1-2-3-N`]);
    // Were it to ask only because of that, it would wait.
    world.setMode(a, "requesting");
    await world.pass(3000);
    expect(world.sent).toHaveLength(3);
  });

  it("gives one phase to a car that was seen to use one only", async () => {
    const world = new World([a, b], {}, 32);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(5000);
    world.tell(a, { current1A: 31.5, current2A: 0, current3A: 0 });
    await world.pass(10_000);
    expect(world.sent).toHaveLength(1);
    await world.pass(30_000);
    expect(world.sent.at(-1)).toMatch(/^ZAP000001: allocate 32 [123]-N$/);
  });

  it("sends nothing while another instance has the lease, and stops when one takes it", async () => {
    const world = new World([a, b]);
    world.lease = false;
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(10_000);
    expect(world.sent).toEqual([]);
    world.lease = true;
    await world.pass(3000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`]);
    world.lease = false;
    await world.pass(7000);
    expect(world.grant(a)).toBeUndefined();
    world.setMode(b, "requesting");
    await world.pass(5000);
    expect(world.sent).toHaveLength(1);
  });

  it("goes on while the store is gone, and waits for it at the start", async () => {
    const world = new World([a, b]);
    world.lease = "unavailable";
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(10_000);
    expect(world.sent).toEqual([]);
    world.lease = true;
    await world.pass(3000);
    world.lease = "unavailable";
    await world.pass(60_000);
    world.setMode(b, "requesting");
    await world.pass(3000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`, `${a}: allocate 20 1-2-3-N`, `${b}: allocate 20 1-2-3-N`]);
  });

  it("forgets what did not go out, and sends it when it can", async () => {
    const world = new World([a]);
    await world.begin();
    world.linkUp = false;
    world.setMode(a, "requesting");
    await world.pass(5000);
    expect(world.sent).toEqual([]);
    world.linkUp = true;
    await world.pass(2000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`]);
  });

  it("follows new limits that people enter", async () => {
    const world = new World([a]);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(2000);
    world.limit(16);
    await world.pass(2000);
    expect(world.sent).toEqual([`${a}: allocate 32 1-2-3-N`, `${a}: allocate 16 1-2-3-N`]);
    expect(world.grant(a)?.limit).toEqual({ of: "installation", name: "Car park", line: "L1" });
  });

  it("gives to others what a car does not take, and back when it draws to its limit", async () => {
    const world = new World([a, b], {}, 32);
    await world.begin();
    for (const id of [a, b]) {
      world.setMode(id, "requesting");
      await world.pass(3000);
    }
    world.tell(a, { current1A: 7.8, current2A: 7.8, current3A: 7.8 });
    world.tell(b, { current1A: 15.8, current2A: 15.8, current3A: 15.8 });
    await world.pass(90_000);
    expect(world.sent.slice(-2)).toEqual([`${a}: allocate 9 1-2-3-N`, `${b}: allocate 23 1-2-3-N`]);
    expect(world.grant(a)).toMatchObject({
      currentA: 9,
      lines: ["L1", "L2", "L3"],
      takes: { kind: "less", currentA: 7.8 },
    });
    world.tell(a, { current1A: 8.9, current2A: 8.9, current3A: 8.9 });
    await world.pass(5000);
    expect(world.sent.slice(-2)).toEqual([`${b}: allocate 16 1-2-3-N`, `${a}: allocate 16 1-2-3-N`]);
  });

  it("sees within 15 s that a car draws more than its charger confirmed, and takes it from the others", async () => {
    const world = new World([a, b], {}, 40);
    await world.begin();
    for (const id of [a, b]) {
      world.setMode(id, "requesting");
      await world.pass(3000);
      world.tell(id, { current1A: 20, current2A: 20, current3A: 20 });
    }
    world.tell(a, { current1A: 20, current2A: 20, current3A: 20 });
    world.limit(32);
    await world.pass(3000);
    expect(world.sent.slice(-2)).toEqual([`${a}: allocate 16 1-2-3-N`, `${b}: allocate 16 1-2-3-N`]);
    world.tell(b, { current1A: 16, current2A: 16, current3A: 16 });
    await world.pass(13_000);
    expect(world.grant(a)?.takes).toMatchObject({ kind: "more", currentA: 20 });
    expect(world.sent.at(-1)).toBe(`${b}: allocate 12 1-2-3-N`);
    world.tell(b, { current1A: 12, current2A: 12, current3A: 12 });
    world.tell(a, { current1A: 16, current2A: 16, current3A: 16 });
    await world.pass(30_000);
    expect(world.grant(a)?.takes).toBeNull();
    expect(world.sent.at(-1)).toBe(`${b}: allocate 16 1-2-3-N`);
  });

  it("takes turns: who waits is told its place and about how long, and charges when a turn is over", async () => {
    const world = new World([a, b], {}, 10);
    await world.begin();
    world.setMode(a, "requesting");
    await world.pass(3000);
    world.setMode(b, "requesting");
    await world.pass(3000);
    expect(world.grant(b)).toMatchObject({ currentA: 0, lines: [], queue: { place: 1, of: 1, waitMs: 900_000 } });
    await world.pass(920_000);
    expect([world.car(a).mode, world.car(b).mode]).toEqual(["requesting", "charging"]);
    expect(world.grant(a)?.queue).toMatchObject({ place: 1, of: 1 });
    expect(world.grant(b)?.queue).toBeNull();
  });
});
