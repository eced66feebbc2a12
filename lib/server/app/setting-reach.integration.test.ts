import { afterAll, beforeAll, expect, it } from "vitest";
import type { Topology } from "../../domain/topology";
import { openReadCounter, type ReadCounter } from "../../store/test-read-counter";
import { TestSubscriber, twoInstallations } from "../../stream/broadcast/test-stream";
import { startWorld, type TestWorld, until } from "./test-live";

const perInstallation = 30;
const neighbours = ["south", "east", "west", "hill", "dale", "quay", "dock", "mill", "park"];

/** Ten installations of thirty chargers. */
function manyInstallations(): Topology {
  const [installation] = twoInstallations.installations;
  const [circuit] = twoInstallations.circuits;
  const [charger] = twoInstallations.chargers;
  if (!installation || !circuit || !charger) throw new Error("The sample is empty.");
  const ids = ["north", ...neighbours];
  return {
    installations: ids.map((id) => ({ ...installation, id, name: `Name of ${id}` })),
    circuits: ids.map((id) => ({ ...circuit, id: `${id}-a`, installationId: id })),
    chargers: ids.flatMap((id, at) =>
      Array.from({ length: perInstallation }, (_, n) => {
        const deviceId = `ZAP${String(at * 1_000 + n + 1).padStart(6, "0")}`;
        return { ...charger, deviceId, circuitId: `${id}-a`, name: `Place ${deviceId}`, enrolled: false };
      }),
    ),
  };
}

/** The whole topology is 320 rows and about 26,000 bytes, a subscriber's snapshot about 30,000 bytes. */
const mostRows = 10;
const mostBytes = 8_000;
const mostToldBytes = 6_000;

let world: TestWorld;
let counter: ReadCounter;

beforeAll(async () => {
  const reach = async (url: string) => {
    counter = await openReadCounter(url);
    return counter.url;
  };
  world = await startWorld({ PHASEBOARD_ALLOCATION: "off" }, { reach });
  const topology = manyInstallations();
  await world.store.topology.replace(topology);
  await until(() => world.live.topology().chargers.length === topology.chargers.length);
});
afterAll(async () => {
  await world.end();
  counter.close();
});

const since = (before: { rows: number; bytes: number }) => {
  const { rows, bytes } = counter.read();
  return { rows: rows - before.rows, bytes: bytes - before.bytes };
};

async function subscribe(who: string, scope: string): Promise<TestSubscriber> {
  const { body } = await world.ask(who, `/api/stream?scope=${scope}`);
  if (body === null) throw new Error("The stream has no body.");
  const subscriber = new TestSubscriber(body);
  await until(() => subscriber.frames.length > 0);
  return subscriber;
}

const told = (subscriber: TestSubscriber, from: number) =>
  subscriber.frames.slice(from).filter(({ kind }) => kind !== "heartbeat");
const beats = (subscriber: TestSubscriber, from: number) =>
  subscriber.frames.slice(from).some(({ kind }) => kind === "heartbeat");

/** Changes a setting: what subscribers are told and what is read of the database until a subscriber that is told nothing has a heartbeat. */
async function change(path: string, body: unknown, isDone: () => boolean) {
  const here = await subscribe("owner-north", "installation:north");
  const wall = await subscribe("owner-north", "wall:north");
  const elsewhere = await subscribe("owner-south", "installation:south");
  // Whoever begins to look may be told what went on meanwhile: from here on there is nothing new.
  for (const subscriber of [here, wall, elsewhere]) await until(() => beats(subscriber, 0));
  const subscribers = { here, wall, elsewhere };
  const from = { here: here.frames.length, wall: wall.frames.length, elsewhere: elsewhere.frames.length };
  const before = counter.read();
  expect((await world.ask("owner-north", path, { method: "PATCH", body })).status).toBe(204);
  await until(isDone);
  for (const subscriber of [here, wall])
    await until(() => told(subscriber, subscriber === here ? from.here : from.wall).length > 0);
  await until(() => beats(elsewhere, from.elsewhere));
  const read = since(before);
  const frames = {
    here: told(here, from.here),
    wall: told(wall, from.wall),
    elsewhere: told(elsewhere, from.elsewhere),
  };
  for (const subscriber of Object.values(subscribers)) await subscriber.leave();
  return { read, frames, toldBytes: JSON.stringify(frames.here).length };
}

it("a setting of an installation reaches its subscribers alone, and nothing else is read", async () => {
  const isDone = () => world.live.fleetReader.installation("north")?.settings.switchCurrentA === 14;
  const { read, frames, toldBytes } = await change("/api/installations/north/settings", { switchCurrentA: 14 }, isDone);
  expect(frames.elsewhere.map(({ kind }) => kind)).toEqual([]);
  for (const own of [frames.here, frames.wall]) {
    expect(own).toMatchObject([{ kind: "delta", installations: [{ id: "north", settings: { switchCurrentA: 14 } }] }]);
    expect(own[0]).not.toHaveProperty("chargers");
  }
  expect(read.rows).toBeLessThan(mostRows);
  expect(read.bytes).toBeLessThan(mostBytes);
  expect(toldBytes).toBeLessThan(mostToldBytes);
});

it("a setting of a charger reaches its subscribers alone, and nothing else is read", async () => {
  const isDone = () => world.live.fleetReader.charger("ZAP000001")?.priority === 3;
  const { read, frames, toldBytes } = await change("/api/chargers/ZAP000001/settings", { priority: 3 }, isDone);
  expect(frames.elsewhere.map(({ kind }) => kind)).toEqual([]);
  for (const own of [frames.here, frames.wall])
    expect(own).toMatchObject([{ kind: "delta", chargers: [{ deviceId: "ZAP000001", priority: 3 }] }]);
  expect(read.rows).toBeLessThan(mostRows);
  expect(read.bytes).toBeLessThan(mostBytes);
  expect(toldBytes).toBeLessThan(mostToldBytes);
});

it("every instance agrees, also about what was set while its notices were lost", async () => {
  const other = await world.another();
  const set = (switchCurrentA: number) =>
    world.ask("owner-north", "/api/installations/north/settings", { method: "PATCH", body: { switchCurrentA } });
  const seen = () => [world.live, other].map((live) => live.fleetReader.installation("north")?.settings.switchCurrentA);
  expect((await set(13)).status).toBe(204);
  await until(() => seen().every((amps) => amps === 13));
  await world.postgres.kill();
  await until(() => [world.live, other].every((live) => !live.health().store.up));
  await world.postgres.start();
  // By a store that no instance hears until it listens again.
  await until(async () => {
    const by = { personId: "p", name: "Somebody", at: Date.now() };
    const done = await world.store.settings
      .setInstallation("north", { switchCurrentA: 12 }, by, 0)
      .catch(() => ({ outcome: "away" }));
    return done.outcome === "done";
  });
  await until(() => seen().every((amps) => amps === 12));
  await other.stop();
});
