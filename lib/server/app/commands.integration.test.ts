import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../contract/refusal";
import { type Command, type CommandStage, type CommandStep, commandKinds } from "../../domain/command/command";
import { protocols } from "../../protocol/registry";
import { StoreUnavailable } from "../../store/database/unavailable";
import type { Store } from "../../store/store";
import { createLog } from "../base/log";
import { createCommandGiver } from "../control/give-command";
import { startWorld, type TestCharger, type TestWorld, until } from "./test-live";

const deviceId = "ZAP000001";
const path = `/api/chargers/${deviceId}/commands`;
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

const online = () => world.live.fleetReader.charger(deviceId)?.presence.word === "online";
const state = () => world.live.fleetReader.charger(deviceId)?.state.word;

beforeEach(async () => {
  // Every test with a server whose counters are empty, and a charger that charges.
  await world.restart();
  await charger.connection(true);
  await charger.say({ 718: "0", 710: "3" });
  await until(() => online() && state() === "charging");
  await until(() => world.live.fleetReader.links().store.up);
});

const give = (who: string, command: unknown, key: string | null = crypto.randomUUID()) =>
  world.ask(who, path, {
    method: "POST",
    body: { command },
    headers: key === null ? {} : { "idempotency-key": key },
  });
const code = async (answer: Response) => ({ status: answer.status, ...(await answer.json()) });
const course = async (id: string): Promise<CommandStage[]> =>
  (await world.store.commands.get(id))?.course.map((step) => step.stage) ?? [];
const reached = (rid: string) => charger.methods.filter((method) => method.rid === rid);

async function accepted(answer: Response): Promise<string> {
  expect(answer.status).toBe(202);
  const { commandId } = await answer.json();
  return commandId;
}

/** Ends whatever is open: the charger refuses it. */
async function refuseAll(): Promise<void> {
  for (const command of await world.store.commands.listOpen()) {
    await charger.answer(command.id, 400);
    await until(async () => (await course(command.id)).at(-1) === "rejected");
  }
}

describe("a command", () => {
  it("is stored, reaches the charger, is acknowledged, and effective when the charger shows it", async () => {
    const id = await accepted(await give("manager-north", "stop"));
    await until(() => reached(id).length > 0);
    expect(reached(id)).toEqual([{ method: "506", rid: id, body: "null" }]);
    await until(async () => (await course(id)).includes("published"));
    await charger.answer(id, 200);
    await charger.say({ 718: "1", 710: "5" });
    await until(async () => (await course(id)).at(-1) === "effective");
    expect(await course(id)).toEqual(["requested", "published", "acknowledged", "effective"]);
    const list = await (await world.ask("owner-north", path)).json();
    expect(list.commands[0]).toMatchObject({ id, kind: "stop", by: { name: "Name of manager-north" } });
    expect(list.commands[0].course.map((step: { stage: string }) => step.stage)).toEqual(await course(id));
    expect(list.commands[0]).not.toHaveProperty("idempotencyKey");
  });

  it("is listed for good: a restart knows the newest twenty of a charger, and the API has all, page by page", async () => {
    const owner = { personId: "p", name: "Sample Owner" };
    const other = "ZAP000002";
    const ids: string[] = [];
    for (let i = 0; i < 25; i += 1) {
      const made: Command = {
        id: crypto.randomUUID(),
        deviceId: other,
        kind: commandKinds[i % commandKinds.length] ?? "stop",
        by: owner,
        idempotencyKey: `listed-${i}`,
        course: [{ stage: "requested", at: 1_000 + i, reason: null }],
        waiting: null,
        deadlineAt: null,
      };
      await world.store.commands.request(made);
      const end: CommandStep = { stage: "expired", at: 2_000, reason: { code: "noAnswer" } };
      await world.store.commands.update({ ...made, course: [...made.course, end] });
      ids.unshift(made.id);
    }
    await world.restart();
    const shown = () => world.live.fleetReader.detail(other)?.commands.map(({ id }) => id);
    await until(() => shown()?.length === 20);
    expect(shown()).toEqual(ids.slice(0, 20));

    const listed = `/api/chargers/${other}/commands`;
    const read = async (query: string) => {
      const answer = await world.ask("owner-north", `${listed}${query}`);
      expect(answer.status).toBe(200);
      const { commands, next } = await answer.json();
      return { ids: commands.map(({ id }: { id: string }) => id), next };
    };
    const pages = [await read("?limit=10")];
    for (let { next } = pages[0] ?? { next: null }; next !== null; next = pages.at(-1)?.next)
      pages.push(await read(`?limit=10&before=${next}`));
    expect(pages.map((page) => page.ids.length)).toEqual([10, 10, 5]);
    expect(pages.flatMap((page) => page.ids)).toEqual(ids);
    expect((await read("")).next).toBeNull();
    for (const query of ["?limit=0", "?limit=101", "?limit=x", "?before=x", "?before=1_2"])
      expect((await world.ask("owner-north", `${listed}${query}`)).status).toBe(400);
    expect((await world.ask("owner-south", `${listed}?limit=10`)).status).toBe(404);
  });

  it("is listed for nobody with the charger's own words, which support reads elsewhere", async () => {
    const id = await accepted(await give("manager-north", "restart"));
    await charger.answer(id, 400, '{"secret":"raw"}');
    await until(async () => (await course(id)).at(-1) === "rejected");
    for (const who of ["manager-north", "owner-north", "support"]) {
      const text = await (await world.ask(who, path)).text();
      expect(JSON.parse(text).commands[0].course.at(-1).reason).toEqual({
        code: "chargerRefused",
        status: 400,
        body: null,
      });
      expect(text).not.toContain("raw");
    }
    expect(world.live.fleetReader.sentMessages(deviceId).map(({ text }) => text)).toContain('400 {"secret":"raw"}');
  });

  it("is the same 202 for the same key of the same person, and goes out once", async () => {
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => give("manager-north", "restart", key)));
    const commandIds = await Promise.all(answers.map(accepted));
    expect(new Set(commandIds).size).toBe(1);
    await refuseAll();
    expect(await accepted(await give("manager-north", "restart", key))).toBe(commandIds[0]);
    await world.restart();
    expect(await accepted(await give("manager-north", "restart", key))).toBe(commandIds[0]);
    expect(reached(commandIds[0] ?? "")).toHaveLength(1);
  });

  it("is refused under a key that made another one, and is one's own under another's key", async () => {
    const key = crypto.randomUUID();
    const first = await accepted(await give("manager-north", "restart", key));
    expect(await code(await give("manager-north", "stop", key))).toMatchObject({
      status: 409,
      code: "idempotencyKeyReused",
    });
    const second = await accepted(await give("owner-north", "stop", key));
    expect(second).not.toBe(first);
    await refuseAll();
  });

  it("is one per charger and kind: the second person is told who was first", async () => {
    const [one, two] = await Promise.all([give("manager-north", "restart"), give("owner-north", "restart")]);
    const [won, lost] = one.status === 202 ? [one, two] : [two, one];
    const first = (await world.store.commands.get(await accepted(won)))?.by.name;
    const refused = await code(lost);
    expect(refused).toMatchObject({ status: 409, code: "commandOpen", by: first });
    expect(await code(await give("support", "restart"))).toMatchObject({ code: "commandOpen", by: first });
    await refuseAll();
  });

  it.each([
    ["start", { 718: "0", 710: "3" }, "startOnlyWhenPaused", "A start is possible only when charging is paused"],
    ["stop", { 718: "0", 710: "1" }, "stopNoCar", "There is no car to stop charging"],
    ["stop", { 718: "1", 710: "5" }, "stopAlreadyPaused", "Charging is already paused"],
    ["start", { 710: "0" }, "stateUnknown", "The charger's state is not known"],
  ])("%s is not possible with %j: 409 with the rule in words", async (command, values, rule, detail) => {
    await charger.say(values);
    await until(() => {
      const may = world.live.fleetReader.charger(deviceId)?.may[command as "start"];
      return may?.possible === false && may.rule === rule;
    });
    expect(await code(await give("manager-north", command))).toMatchObject({
      status: 409,
      code: "commandNotPossible",
      rule,
      detail,
    });
  });

  it("is refused without a key, with a bad one, and when it cannot be read or does not exist", async () => {
    const headers = { "idempotency-key": "k", "content-type": "application/json" };
    const post = (text: string, more = {}) =>
      world.ask("manager-north", path, { method: "POST", text, headers: { ...headers, ...more } });
    expect(await code(await give("manager-north", "stop", null))).toMatchObject({ code: "idempotencyKeyMissing" });
    for (const bad of ["a b", "x".repeat(201), "ü"]) {
      const answer = await post('{"command":"stop"}', { "idempotency-key": encodeURI(bad) === bad ? bad : "a b" });
      expect(await code(answer)).toMatchObject({ status: 400, code: "badRequest" });
    }
    for (const text of ["", "{", "[]", "null", '{"command":5}', `{"command":"${"x".repeat(20_000)}"}`])
      expect(await code(await post(text))).toMatchObject({ status: 400, code: "badRequest" });
    expect(await code(await post('{"command":"stop"}', { "content-type": "text/plain" }))).toMatchObject({
      status: 415,
      code: "unsupportedMediaType",
    });
    for (const command of ["explode", "constructor", "501", ""])
      expect(await code(await give("manager-north", command))).toMatchObject({ status: 400, code: "unknownCommand" });
  });

  it("is refused when there were ten in the last minute, for that person alone", async () => {
    for (let count = 0; count < 10; count += 1) {
      await accepted(await give("manager-north", "restart"));
      await refuseAll();
    }
    const refused = await give("manager-north", "restart");
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await code(refused)).toMatchObject({ status: 429, code: "tooManyRequests" });
    await accepted(await give("owner-north", "restart"));
    await refuseAll();
  });
});

describe("a command goes out now or never", () => {
  it("is 503 while the charger's connection is gone, and nothing reaches it when it is back", async () => {
    await charger.connection(false);
    await until(() => world.live.fleetReader.charger(deviceId)?.presence.word === "offline");
    const before = charger.methods.length;
    expect(await code(await give("manager-north", "restart"))).toMatchObject({
      status: 503,
      code: "chargerNotConnected",
    });
    await charger.connection(true);
    await until(online);
    // What was refused has left nothing behind: the next command is the only one that arrives.
    const id = await accepted(await give("manager-north", "restart"));
    await until(() => reached(id).length > 0);
    expect(charger.methods.slice(before).map(({ rid }) => rid)).toEqual([id]);
    await refuseAll();
  });

  it("is 503 while the broker is gone, and is never delivered late", async () => {
    await charger.end();
    await world.mosquitto.stop();
    await until(() => !world.live.health().broker.up);
    expect(await code(await give("manager-north", "restart"))).toMatchObject({
      status: 503,
      code: "brokerNotConnected",
    });
    expect(await world.store.commands.listOpen()).toEqual([]);
    await world.mosquitto.start();
    charger = await world.charger(deviceId);
    await charger.connection(true);
    await charger.say({ 718: "0", 710: "3" });
    await until(() => online() && state() === "charging");
    const id = await accepted(await give("manager-north", "stop"));
    await until(() => reached(id).length > 0);
    expect(charger.methods.map(({ rid }) => rid)).toEqual([id]);
    await refuseAll();
  });

  it("is 503 while it could not be recorded, the view goes on, and all is well when the database is back", async () => {
    await world.postgres.kill();
    await until(() => !world.live.fleetReader.links().store.up);
    const before = charger.methods.length;
    expect(await code(await give("manager-north", "restart"))).toMatchObject({ status: 503, code: "storeUnavailable" });
    await charger.say({ 513: "4321" });
    await until(() => world.live.fleetReader.charger(deviceId)?.powerW?.value === 4321);
    expect((await world.ask("manager-north", path)).status).toBe(200);
    await world.postgres.start();
    await until(() => world.live.fleetReader.links().store.up);
    const id = await accepted(await give("manager-north", "restart"));
    await until(() => reached(id).length > 0);
    expect(charger.methods.slice(before).map(({ rid }) => rid)).toEqual([id]);
    await refuseAll();
  });

  it("is ended, and never sent, when the database went while it was recorded", async () => {
    const cut: Store = {
      ...world.store,
      commands: {
        ...world.store.commands,
        async request(command) {
          await world.store.commands.request(command);
          throw new StoreUnavailable("the connection was cut before the answer came");
        },
      },
    };
    const sent: string[] = [];
    const commandGiver = createCommandGiver({
      now: Date.now,
      dialectOf: protocols.of,
      fleetReader: world.live.fleetReader,
      store: () => cut,
      apply: () => undefined,
      open: () => null,
      firstOrder: () => null,
      send: async (_, rid) => sent.push(rid) > 0,
      log: createLog("test", "silent"),
    });
    const person = world.live.people.byId("manager-north");
    if (person === null) throw new Error("The manager is not there.");
    const refused = await commandGiver.give(person, deviceId, "restart", "cut").catch((error: unknown) => error);
    expect(isRefusal(refused) && refused.problem).toBe("storeUnavailable");
    const recorded = await world.store.commands.byKey(person.id, "cut");
    expect(recorded?.course.map(({ stage }) => stage)).toEqual(["requested"]);
    await commandGiver.settleDoubtful(world.store);
    expect(await course(recorded?.id ?? "")).toEqual(["requested", "expired"]);
    expect(await code(await give("manager-north", "restart", "cut"))).toMatchObject({ code: "brokerNotConnected" });
    expect(sent).toEqual([]);
    expect(reached(recorded?.id ?? "")).toEqual([]);
  });

  it("is settled by the answer that comes after a restart of the server", async () => {
    const id = await accepted(await give("manager-north", "stop"));
    await until(() => reached(id).length > 0);
    await until(async () => (await course(id)).includes("published"));
    await world.live.stop();
    await charger.answer(id, 200);
    await charger.say({ 718: "1", 710: "5" });
    await world.restart();
    await until(async () => (await course(id)).at(-1) === "effective");
    expect(reached(id)).toHaveLength(1);
  });
});

describe("what was last known", () => {
  it("is kept, and shown as old after a restart while the broker is away", async () => {
    await charger.say({ 513: "6789", 553: "12.5" });
    await until(async () =>
      (await world.store.observations.loadAll()).some(({ observations }) => observations.some((o) => o.raw === "6789")),
    );
    await charger.end();
    await world.mosquitto.stop();
    const before = world.live;
    const restarted = world.restart();
    await until(() => world.live !== before);
    await until(() => world.live.fleetReader.charger(deviceId)?.powerW?.value === 6789);
    expect(world.live.fleetReader.charger(deviceId)?.presence).toMatchObject({ word: "unknown", reason: "brokerLost" });
    await world.mosquitto.start();
    charger = await world.charger(deviceId);
    await restarted;
  });
});
