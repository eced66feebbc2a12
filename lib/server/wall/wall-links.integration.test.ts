import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Frame } from "../../contract/frame";
import { TestSubscriber } from "../../stream/broadcast/test-stream";
import { startWorld, type TestCharger, type TestWorld, until } from "../app/test-live";
import { wallCookie } from "./wall-cookie";

let world: TestWorld;
let charger: TestCharger;
const tag = "nfc-SECRETTAG";
const session = "11111111-2222-3333-4444-555555555555";

beforeAll(async () => {
  world = await startWorld();
  charger = await world.charger("ZAP000001");
  await charger.connection(true);
  // A car with a session and a tag, paused by a person who is named: all that a wall must not tell.
  await charger.say({ 721: session, 722: tag, 120: "1", 718: "0", 710: "3", 553: "4.2", 513: "7000" });
  await until(() => world.live.fleetReader.charger("ZAP000001")?.state.word === "charging");
  const asked = { method: "POST", body: { command: "stop" }, headers: { "idempotency-key": crypto.randomUUID() } };
  expect((await world.ask("owner-north", "/api/chargers/ZAP000001/commands", asked)).status).toBe(202);
  await until(() => charger.methods.some(({ method }) => method === "506"));
  await charger.answer(charger.methods.find(({ method }) => method === "506")?.rid ?? "", 200);
  await charger.say({ 718: "1", 710: "5" });
  await until(() => world.live.fleetReader.charger("ZAP000001")?.state.pausedBy !== null);
});
afterAll(async () => {
  await charger.end();
  await world.end();
});

const links = "/api/installations/north/wall-links";

async function made(label = "Hall"): Promise<{ id: string; key: string; path: string }> {
  const answer = await world.ask("owner-north", links, { method: "POST", body: { label } });
  expect(answer.status).toBe(201);
  return answer.json();
}

async function look(key: string, id = "north"): Promise<Response> {
  return world.ask(null, `/api/stream?scope=wall:${id}`, { cookies: { [wallCookie(id)]: key } });
}

async function subscribe(answer: Response): Promise<TestSubscriber> {
  expect(answer.status).toBe(200);
  if (answer.body === null) throw new Error("The stream has no body.");
  return new TestSubscriber(answer.body);
}

const snapshotOf = (subscriber: TestSubscriber) =>
  subscriber.frames.find((frame): frame is Extract<Frame, { kind: "snapshot" }> => frame.kind === "snapshot");

/** Every field of a value with its path. */
function* fieldsOf(value: unknown, path = ""): Generator<[path: string, value: unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) yield* fieldsOf(part, `${path}.${name}`);
}

const empty = (value: unknown) => value === null || value === "" || (Array.isArray(value) && value.length === 0);

describe("a link to a wall", () => {
  it("is made by an owner, told once, kept as a hash, and listed without its key", async () => {
    const { id, key, path } = await made("Entrance");
    expect(path).toBe(`/installations/north/wall?key=${key}`);
    const listed = await (await world.ask("owner-north", links)).json();
    expect(listed.links[0]).toEqual({
      id,
      label: "Entrance",
      createdBy: "Name of owner-north",
      createdAt: expect.any(Number),
    });
    expect(JSON.stringify(listed)).not.toContain(key);
    const [kept] = await world.store.wallLinks.list();
    expect(kept?.hash).toHaveLength(32);
    expect(JSON.stringify(kept)).not.toContain(key);
  });

  it("is taken out of the address into a cookie that no script reads", async () => {
    const { key } = await made();
    const answer = await world.ask(null, `/api/installations/north/wall-session?key=${key}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/installations/north/wall");
    expect(answer.headers.get("set-cookie")).toMatch(
      new RegExp(`^${wallCookie("north")}=${key}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax$`),
    );
    for (const wrong of [
      "north/wall-session?key=x",
      `south/wall-session?key=${key}`,
      `nowhere/wall-session?key=${key}`,
    ])
      expect((await world.ask(null, `/api/installations/${wrong}`)).status).toBe(404);
  });

  it("shows its installation and nothing else, without a sign-in", async () => {
    const { key } = await made();
    expect((await look(key, "south")).status).toBe(401);
    expect((await look("wrong")).status).toBe(401);
    for (const scope of ["installation:north", "charger:ZAP000001", "fleet", "wall:north&scope=fleet"]) {
      const cookies = { [wallCookie("north")]: key };
      expect((await world.ask(null, `/api/stream?scope=${scope}`, { cookies })).status).toBe(401);
    }
    const subscriber = await subscribe(await look(key));
    await until(() => snapshotOf(subscriber) !== undefined);
    const snapshot = snapshotOf(subscriber);
    expect(snapshot?.scopes).toEqual(["wall:north"]);
    expect(snapshot?.installations?.map(({ id }) => id)).toEqual(["north"]);
    expect(snapshot?.chargers?.map(({ deviceId }) => deviceId)).toEqual(["ZAP000001", "ZAP000002"]);
    await subscriber.leave();
  });

  it("tells nothing of persons, in any field of any frame, to nobody who looks through it", async () => {
    const { key } = await made();
    const through = [
      await subscribe(await look(key)),
      await subscribe(await world.ask("support", "/api/stream?scope=wall:north")),
    ];
    await charger.say({ 553: "4.4" });
    for (const subscriber of through)
      await until(() => subscriber.frames.some(({ kind }) => kind === "delta") && snapshotOf(subscriber) !== undefined);
    // What a signed-in person's own stream tells, so that this test knows the words to look for.
    const own = await subscribe(
      await world.ask("owner-north", "/api/stream?scope=installation:north&scope=charger:ZAP000001"),
    );
    await until(() => snapshotOf(own) !== undefined);
    const secrets = ["Name of", "owner-north", "@example.org", session];
    for (const secret of ["Name of owner-north", session]) expect(own.text).toContain(secret);
    for (const subscriber of through) {
      expect(subscriber.frames.length).toBeGreaterThan(1);
      for (const secret of [...secrets, tag]) expect(subscriber.text).not.toContain(secret);
      for (const frame of subscriber.frames) {
        for (const [path, value] of fieldsOf(frame)) {
          if (/\.(pausedBy|tag|commands|details|said|by|personId|email|idempotencyKey)$/.test(path))
            expect([path, empty(value)]).toEqual([path, true]);
          if (/\.may\.\w+\.possible$/.test(path)) expect([path, value]).toEqual([path, false]);
        }
        expect(Object.keys(frame)).not.toContain("support");
        expect(Object.keys(frame)).not.toContain("firmware");
      }
      await subscriber.leave();
    }
    await own.leave();
  });

  it("ends what runs through it when it is revoked, at every instance", async () => {
    const other = await world.another();
    const { id, key } = await made();
    await until(() => other.wallLinks.holder("north", key) !== null);
    const holder = other.wallLinks.holder("north", key);
    if (holder === null) throw new Error("There is no link.");
    const elsewhere = new TestSubscriber(
      other.wallLinks.stream.open(holder.actor, holder.signIn, [{ kind: "wall", id: "north" }]),
    );
    const here = await subscribe(await look(key));
    const kept = await made();
    const stays = await subscribe(await look(kept.key));
    expect((await world.ask("owner-north", `${links}/${id}`, { method: "DELETE" })).status).toBe(204);
    await until(() => here.ended === "closed" && elsewhere.ended === "closed");
    expect(here.frames.at(-1)).toMatchObject({ kind: "bye", reason: "signInEnded" });
    expect((await look(key)).status).toBe(401);
    expect(stays.ended).toBe("no");
    expect((await world.ask("owner-north", `${links}/${id}`, { method: "DELETE" })).status).toBe(404);
    await stays.leave();
    await other.stop();
  });

  it("survives a restart, and no more than 20 hold at a time", async () => {
    const { key } = await made();
    await world.restart();
    await until(async () => (await look(key)).status === 200);
    for (let n = world.live.wallLinks.list("north").length; n < 20; n += 1) await made(`${n}`);
    const answer = await world.ask("owner-north", links, { method: "POST", body: { label: "" } });
    expect(await answer.json()).toMatchObject({ status: 409, code: "settingNotPossible", rule: "tooManyWallLinks" });
  });
});
