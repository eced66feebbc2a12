import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { flagsOf } from "../../broker/message-flags";
import { openJournal } from "../../journal/journal";
import { startWorld, type TestCharger, type TestWorld, until } from "./test-live";

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

const keptOf = async (id: number) =>
  (await world.store.observations.loadAll())
    .find((one) => one.deviceId === deviceId)
    ?.observations.find((one) => one.id === id)?.raw;

/** What the message log has of a charger's messages with this in topic or payload. */
async function logged(part: string): Promise<string[]> {
  const all = { fromUs: 0, toUs: Number.MAX_SAFE_INTEGER, direction: null, cursor: null, limit: 100 };
  const { messages } = (await world.store.messages.page(deviceId, all)) ?? { messages: [] };
  const found = messages.filter(({ topic, payload }) => `${topic} ${Buffer.from(payload)}`.includes(part));
  return found.map(({ direction }) => direction);
}

/** What an instance had acknowledged when it was killed, a minute ago; by now another one writes. */
async function leaveBehind(): Promise<void> {
  const at = Date.now() - 60_000;
  const folder = join(world.anotherFolder, "journal", "dashboard");
  const limits = { softBytes: 1_000_000, hardBytes: 2_000_000 };
  const journal = openJournal({ folder, ...limits, log: pino({ level: "silent" }), now: Date.now });
  const said = (ObservationId: number, Value: string) => ({
    ObservedAt: new Date(at).toISOString(),
    Value,
    ObservationId,
    Type: 1,
  });
  const payload = Buffer.from(JSON.stringify({ Observations: [said(511, "6"), said(510, "16")], Type: 6 }));
  const flags = flagsOf({ backlog: false, timed: true, retained: false, dup: false });
  const topic = `devices/${deviceId}/messages/events/ri=default`;
  journal.append({ arrivedAt: at, flags, topic, payload, droppable: false }, true);
  await journal.close();
}

it("one that is no longer the one who writes brings what it had acknowledged into the store, and nothing older over newer", async () => {
  await charger.say({ 510: "32" });
  await until(async () => (await keptOf(510)) === "32");
  await leaveBehind();
  const other = await world.another();
  await until(async () => (await keptOf(511)) === "6");
  await until(() => other.health().journal.bytes === 0);
  expect(await keptOf(510)).toBe("32");
  // Also into the message log.
  await until(async () => (await logged('"ObservationId":511')).length > 0);
  expect(await logged('"ObservationId":511')).toEqual(["fromCharger"]);
  await other.stop();
});

it("each message is in the message log once, whichever of two instances reads or sends it", async () => {
  const other = await world.another();
  await charger.connection(true);
  await charger.say({ 513: "7125" });
  const view = (live: typeof other) => live.fleetReader.charger(deviceId);
  const hasHeard = (live: typeof other) => view(live)?.powerW?.value === 7125 && view(live)?.presence.word === "online";
  await until(() => [world.live, other].every(hasHeard));
  const person = other.people.byId("support") ?? expect.fail("There is no such person.");
  const { id } = await other.command(person, deviceId, "restart", crypto.randomUUID());
  await until(() => charger.methods.some(({ rid }) => rid === id));
  await charger.answer(id, 200);
  await until(async () => (await logged(`/res/200/?$rid=${id}`)).length > 0 && (await logged("POST")).length > 0);
  // All that either holds is written before it ends.
  await other.stop();
  expect(await logged("7125")).toEqual(["fromCharger"]);
  expect(await logged(`/res/200/?$rid=${id}`)).toEqual(["fromCharger"]);
  expect(await logged(`/POST/102/?$rid=${id}`)).toEqual(["toCharger"]);
});

it("the other takes over the broker's session when the first ends, and writes", async () => {
  const other = await world.another();
  await world.live.stop();
  await until(async () => {
    await charger.say({ 510: "20" });
    return (await keptOf(510)) === "20";
  });
  await other.stop();
});
