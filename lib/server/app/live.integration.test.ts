import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Frame } from "../../contract/frame";
import { TestSubscriber, twoInstallations } from "../../stream/broadcast/test-stream";
import { setRunningLive } from "./running-live";
import { startWorld, type TestCharger, type TestWorld, until } from "./test-live";

let world: TestWorld;
let charger: TestCharger;

beforeAll(async () => {
  world = await startWorld();
  charger = await world.charger("ZAP000001");
  await charger.connection(true);
  await charger.say({ 718: "0", 710: "3" });
  await until(() => world.live.fleetReader.charger("ZAP000001")?.state.word === "charging");
});
afterAll(async () => {
  await charger.end();
  await world.end();
});

const subscribe = async (who: string, ...scopes: string[]) => {
  const answer = await world.ask(who, `/api/stream?${scopes.map((scope) => `scope=${scope}`).join("&")}`);
  expect(answer.status).toBe(200);
  if (answer.body === null) throw new Error("The stream has no body.");
  return { answer, subscriber: new TestSubscriber(answer.body) };
};
const seen = <K extends Frame["kind"]>(subscriber: TestSubscriber, kind: K) =>
  subscriber.frames.filter((frame): frame is Extract<Frame, { kind: K }> => frame.kind === kind);

describe("from a charger's message to a subscriber", () => {
  it("through broker, fleet and stream, with the headers that keep a proxy from holding it back", async () => {
    const { answer, subscriber } = await subscribe("manager-north", "charger:ZAP000001");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    await charger.say({ 513: "7123" });
    await until(() => seen(subscriber, "delta").some((delta) => delta.chargers?.[0]?.powerW?.value === 7123));
    await subscriber.leave();
    await until(() => world.live.stream.subscribers() === 0);
  });

  it("asks whether the logic is alive, and is answered", async () => {
    const before = charger.methods.length;
    await charger.ask();
    await until(() => charger.methods.slice(before).some(({ method, body }) => method === "1" && body === "null"));
  });
});

describe("what people and other instances change", () => {
  it("is seen at once: a topology that is imported", async () => {
    const { subscriber } = await subscribe("owner-north", "installation:north");
    const [first, ...others] = twoInstallations.chargers;
    if (!first) throw new Error("There is no charger.");
    await world.store.topology.upsert({ ...twoInstallations, chargers: [{ ...first, name: "Renamed" }, ...others] });
    await until(() => seen(subscriber, "snapshot").some(({ chargers }) => chargers?.[0]?.name === "Renamed"));
    await subscriber.leave();
  });

  it("is seen at once: the newest firmware, entered by support, read by all", async () => {
    const { subscriber } = await subscribe("manager-north", "firmware");
    const body = { product: "Go", version: "9.9.9.9" };
    expect((await world.ask("support", "/api/firmware/available", { method: "PUT", body })).status).toBe(204);
    const entered = () => seen(subscriber, "delta").at(-1)?.firmware?.products[0]?.available;
    await until(() => entered()?.version === "9.9.9.9");
    expect(entered()?.enteredBy).toBe("Name of support");
    const none = { product: "Go", version: null };
    expect((await world.ask("support", "/api/firmware/available", { method: "PUT", body: none })).status).toBe(204);
    await until(() => entered() === null);
    await subscriber.leave();
  });

  it.each([
    { product: "Toaster", version: "1" },
    { product: "Go", version: "<script>" },
    { product: "Go", version: "abc" },
    { product: "Go" },
    { version: "1.2.3" },
  ])("is refused when it is no version: %j", async (body) => {
    const answer = await world.ask("support", "/api/firmware/available", { method: "PUT", body });
    expect(await answer.json()).toMatchObject({ status: 400, code: "badRequest" });
  });

  it("lets support say where a charger hangs that nobody has entered, and then its own people see it", async () => {
    const stranger = await world.charger("ZAP000321");
    await stranger.say({ 710: "1" });
    await until(() => world.live.fleetReader.unassignedIds().includes("ZAP000321"));
    const find = async (who: string) =>
      (await (await world.ask(who, "/api/support/search?q=zap000321")).json()).hits.map(
        (hit: { deviceId: string }) => hit.deviceId,
      );
    expect(await find("support")).toEqual(["ZAP000321"]);
    expect(await find("owner-north")).toEqual([]);
    const body = { deviceId: "ZAP000321", circuitId: "north-a", name: "By the gate" };
    expect((await world.ask("support", "/api/support/assign", { method: "POST", body })).status).toBe(204);
    await until(() => world.live.fleetReader.charger("ZAP000321")?.installationId === "north");
    expect(await find("owner-north")).toEqual(["ZAP000321"]);
    expect(await find("owner-south")).toEqual([]);
    expect((await world.ask("owner-north", "/api/chargers/ZAP000321/history")).status).toBe(200);
    await stranger.end();
  });

  it("finds chargers by name and installation, among those one may see", async () => {
    const find = async (who: string, q: string) => {
      const { hits } = await (await world.ask(who, `/api/support/search?q=${encodeURIComponent(q)}`)).json();
      return hits.map((hit: { deviceId: string }) => hit.deviceId).sort();
    };
    expect(await find("support", "southend")).toEqual(["ZAP000009"]);
    expect(await find("manager-south", "SOUTHEND place")).toEqual(["ZAP000009"]);
    expect(await find("manager-north", "southend")).toEqual([]);
    expect(await find("support", "place ZAP000050")).toEqual(["ZAP000050"]);
    expect(await find("support", "nothing like it")).toEqual([]);
  });

  it("shows a command given through another instance, and only one of the two gives it", async () => {
    const other = await world.another();
    const { subscriber } = await subscribe("owner-north", "charger:ZAP000001");
    const people = ["owner-north", "manager-north"].map((id) => world.live.people.byId(id));
    const given = await Promise.allSettled(
      [world.live, other].map((live, index) => {
        const person = people[index];
        if (!person) throw new Error("There is nobody.");
        return live.command(person, "ZAP000001", "restart", crypto.randomUUID());
      }),
    );
    expect(given.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const shown = () =>
      seen(subscriber, "delta")
        .at(-1)
        ?.chargers?.[0]?.commands.find(({ kind }) => kind === "restart");
    await until(() => (shown()?.course.length ?? 0) >= 2);
    const restarts = () => charger.methods.filter((method) => method.method === "102");
    await until(() => restarts().length > 0);
    const id = restarts()[0]?.rid ?? "";
    await charger.answer(id, 400);
    for (const live of [world.live, other])
      await until(() => {
        const there = live.fleetReader.charger("ZAP000001")?.commands.find((command) => command.id === id);
        return there?.course.at(-1)?.stage === "rejected";
      });
    expect(restarts()).toHaveLength(1);
    await subscriber.leave();
    await other.stop();
  });
});

describe("a sign-out through another instance", () => {
  it("ends the streams here, and no copy of the token is worth anything, also after a restart", async () => {
    const other = await world.another();
    const token = await world.token("owner-north", { signIn: "elsewhere" });
    const answer = await world.ask({ token }, "/api/stream?scope=fleet");
    other.endSignIn("elsewhere");
    expect(await answer.text()).toContain('"reason":"signInEnded"');
    expect((await world.ask({ token }, "/api/stream?scope=fleet")).status).toBe(401);
    await other.stop();
    await world.restart();
    expect((await world.ask({ token }, "/api/stream?scope=fleet")).status).toBe(401);
    const mine = await world.ask("owner-north", "/api/stream?scope=fleet", { method: "HEAD" });
    expect(mine.status).toBe(200);
  });

  it("reaches the others when the database is back", async () => {
    const other = await world.another();
    const token = await world.token("owner-north", { signIn: "meanwhile" });
    await world.postgres.kill();
    await until(() => !other.fleetReader.links().store.up);
    other.endSignIn("meanwhile");
    expect((await world.ask({ token }, "/api/stream?scope=fleet", { method: "HEAD" })).status).toBe(200);
    await world.postgres.start();
    await until(() => world.live.endedSignIns.ended("meanwhile"));
    expect((await world.ask({ token }, "/api/stream?scope=fleet")).status).toBe(401);
    await other.stop();
  });
});

describe("a link that is down", () => {
  it("is told to subscribers and in the health, and the rest goes on", async () => {
    const { subscriber } = await subscribe("support", "fleet");
    await world.postgres.kill();
    await until(() => seen(subscriber, "delta").some((delta) => delta.links?.store.up === false));
    const health = await world.ask(null, "/api/health");
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ live: true, ready: true, store: { up: false }, broker: { up: true } });
    const body = { product: "Go", version: "1.2.3" };
    const refused = await world.ask("support", "/api/firmware/available", { method: "PUT", body });
    expect(await refused.json()).toMatchObject({ status: 503, code: "storeUnavailable" });
    await charger.say({ 513: "2468" });
    await until(() => world.live.fleetReader.charger("ZAP000001")?.powerW?.value === 2468);
    await world.postgres.start();
    await until(() => seen(subscriber, "delta").at(-1)?.links?.store.up === true);
    // What came while nothing was kept is kept now.
    await until(async () =>
      (await world.store.observations.loadAll()).some(({ observations }) => observations.some((o) => o.raw === "2468")),
    );
    await subscriber.leave();
  });

  it("does not keep the server from starting: it says which, and is right when they are there", async () => {
    // Last known values are committed without waiting for the disk; a commit that does wait takes them along.
    await world.store.topology.upsert(twoInstallations);
    await world.live.stop();
    await world.postgres.kill();
    await charger.end();
    await world.mosquitto.stop();
    const starting = world.restart();
    await until(() => !world.live.health().store.up && !world.live.health().broker.up && !world.live.people.loaded());
    const answer = await world.ask({ token: await world.token("support") }, "/api/stream?scope=fleet");
    expect(await answer.json()).toMatchObject({ status: 503, code: "storeUnavailable" });
    expect((await world.ask(null, "/api/stream?scope=fleet")).status).toBe(401);
    expect((await world.ask(null, "/api/health")).status).toBe(503);
    expect((await world.ask(null, "/api/health/ready")).status).toBe(503);
    expect((await world.ask(null, "/api/health/live")).status).toBe(200);
    await world.mosquitto.start();
    await world.postgres.start();
    await starting;
    charger = await world.charger("ZAP000001");
    await until(() => world.live.fleetReader.charger("ZAP000001")?.powerW?.value === 2468);
  });
});

describe("health", () => {
  it("names nothing and nobody", async () => {
    const { subscriber } = await subscribe("support", "fleet");
    const health = await (await world.ask(null, "/api/health")).json();
    expect(health).toEqual({
      live: true,
      ready: true,
      broker: { up: true, since: expect.any(Number) },
      store: { up: true, since: expect.any(Number) },
      stream: { readers: 1 },
      lastMessageAt: world.live.fleetReader.links().lastMessageAt,
      journal: { bytes: expect.any(Number), dropped: 0, oldestAt: expect.toSatisfy((at) => at === null || at > 0) },
      messageLog: { bytes: expect.any(Number), dropped: 0 },
      history: { dropped: 0 },
      prices: { dropped: 0 },
    });
    await subscriber.leave();
  });

  it("says that the process lives before anything is there", async () => {
    setRunningLive(undefined);
    const answers = await Promise.all(["", "/live", "/ready"].map((part) => world.ask(null, `/api/health${part}`)));
    expect(answers.map(({ status }) => status)).toEqual([503, 200, 503]);
    setRunningLive(world.live);
  });
});

describe("the end", () => {
  it("sends every subscriber away and leaves nothing open", async () => {
    const { subscriber } = await subscribe("support", "fleet");
    await world.live.stop();
    await until(() => subscriber.ended === "closed");
    expect(subscriber.frames.at(-1)).toMatchObject({ kind: "bye", reason: "stopping" });
    await world.restart();
  });
});
