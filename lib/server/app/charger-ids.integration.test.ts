import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chargerIdOf, chargerIdOfSegment, chargerPath } from "../../domain/charger-id";
import { createProtocols } from "../../protocol/registry";
import { zaptec } from "../../protocol/zaptec/zaptec";
import { type ParsedTopology, parseTopology } from "../../store/topology-file/topology-file";
import { TestSubscriber } from "../../stream/broadcast/test-stream";
import { startWorld, type TestCharger, type TestWorld, until } from "./test-live";

const made = chargerIdOf("tiny", "garage 1/2");
const deviceId = "id" in made ? made.id : "";
const topologyText = `
installations:
  - id: north
    name: Northgate
    networkType: TN3
    mainFuseA: 63
    timeZone: Europe/Oslo
    authorisation: any
    circuits:
      - id: north-a
        name: North circuit
        fuseA: 40
        chargers:
          - { deviceId: ${deviceId}, name: Garage }
`;
/** It speaks as a Zaptec does, and is none. */
const tiny = {
  ...zaptec,
  name: "tiny",
  speaks: (id: string) => id.startsWith("tiny:"),
  productOf: () => "unknown" as const,
  subscriptions: [],
  isTopic: () => false,
};
let world: TestWorld;
let charger: TestCharger;

function topologyOf(parsed: ParsedTopology) {
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.topology;
}

beforeAll(async () => {
  world = await startWorld({}, { protocols: createProtocols([zaptec, tiny]) });
  await world.store.topology.upsert(topologyOf(parseTopology(topologyText)));
  charger = await world.charger(deviceId);
  await until(() => world.live.fleetReader.charger(deviceId)?.name === "Garage");
});
afterAll(async () => {
  await charger.end();
  await world.end();
});

const streamOf = (who: string) =>
  world.ask(who, `/api/stream?${new URLSearchParams({ scope: `charger:${deviceId}` })}`);

describe("a charger of another dialect", () => {
  it("stands in the store under its id, and comes back to what it calls itself", async () => {
    expect(deviceId).toBe("tiny:garage~201~2F2");
    const { chargers } = await world.store.topology.load();
    expect(chargers.find((one) => one.deviceId === deviceId)).toMatchObject({ name: "Garage", circuitId: "north-a" });
  });

  it.each([
    ["owner-north", 200],
    ["owner-south", 404],
    ["support", 200],
  ])("is shown by the API to %s: %i", async (who, status) => {
    // As a link has it, and as a person may write it.
    for (const path of [chargerPath(deviceId), `/chargers/${deviceId}`])
      for (const part of ["history", "commands"])
        expect((await world.ask(who, `/api${path}/${part}`)).status).toBe(status);
  });

  it("has a page whose address names it", () => {
    expect(chargerPath(deviceId)).toBe("/chargers/tiny%3Agarage~201~2F2");
    expect(chargerIdOfSegment(chargerPath(deviceId).slice("/chargers/".length))).toBe(deviceId);
  });

  it("can be subscribed to, by those who may see it", async () => {
    expect((await streamOf("owner-south")).status).toBe(404);
    const answer = await streamOf("manager-north");
    expect(answer.status).toBe(200);
    if (answer.body === null) throw new Error("The stream has no body.");
    const subscriber = new TestSubscriber(answer.body);
    await until(() => subscriber.frames.some((frame) => frame.kind === "snapshot"));
    expect(subscriber.frames[0]).toMatchObject({ chargers: [{ deviceId, name: "Garage", product: "unknown" }] });
    await charger.connection(true);
    await until(() =>
      subscriber.frames.some(
        (frame) => frame.kind === "delta" && frame.chargers?.some((one) => one.presence.word === "online"),
      ),
    );
    await subscriber.leave();
  });

  it.each(["tiny:garage~201", "garage 1/2", "1/2"])("is found by %j", async (q) => {
    const answer = await world.ask("owner-north", `/api/support/search?${new URLSearchParams({ q })}`);
    expect((await answer.json()).hits).toMatchObject([{ deviceId, name: "Garage" }]);
  });

  it("can be set, assigned and commanded; its commands are listed", async () => {
    const priority = { method: "PATCH", body: { priority: 3 } };
    expect((await world.ask("owner-north", `/api${chargerPath(deviceId)}/settings`, priority)).status).toBe(204);
    const assign = { method: "POST", body: { deviceId, circuitId: "north-a", name: "Bay" } };
    expect((await world.ask("support", "/api/support/assign", assign)).status).toBe(204);
    await until(() => world.live.fleetReader.charger(deviceId)?.name === "Bay");
    const command = {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
      body: { command: "restart" },
    };
    await until(() => world.live.fleetReader.charger(deviceId)?.may.restart.possible === true);
    const given = await world.ask("owner-north", `/api${chargerPath(deviceId)}/commands`, command);
    expect(given.status).toBe(202);
    const { commandId } = await given.json();
    const listed = await (await world.ask("owner-north", `/api${chargerPath(deviceId)}/commands`)).json();
    expect(listed.commands).toMatchObject([{ id: commandId, deviceId }]);
  });

  it.each(["tiny:garage 1/2", "tiny:~41", "zaptec:ZPR000001", "zpr000001"])("is not assigned as %j", async (text) => {
    const assign = { method: "POST", body: { deviceId: text, circuitId: "north-a" } };
    expect((await world.ask("support", "/api/support/assign", assign)).status).toBe(400);
  });

  it("is still there after a restart, with its priority", async () => {
    await world.restart();
    await until(() => world.live.fleetReader.charger(deviceId)?.name === "Bay");
    expect(world.live.topology().chargers.find((one) => one.deviceId === deviceId)?.priority).toBe(3);
  });
});
