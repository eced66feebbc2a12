import { afterEach, expect, it } from "vitest";
import { openBroker } from "../../broker/open-broker";
import type { Message } from "../../protocol/message";
import { decodeGatewayJournal, gatewayTopic } from "../../protocol/product/gateway-journal";
import { ended, Heard, openWorld, type Said, type World } from "../gateway-fixture";

const id = "ZPR000001";
const clientId = "phaseboard-own";
let world: World;
afterEach(() => world.close());

const connect = async (name = clientId) => {
  const login = { clientId: name, username: "phaseboard", password: world.password, clean: false };
  return world.connectHeard(login);
};
const figuresIn = ({ topic, text }: Said) => {
  const message = topic === gatewayTopic(clientId) ? decodeGatewayJournal(Buffer.from(text), 0) : null;
  return message?.kind === "gateway" ? message.figures : null;
};

it("tells its dashboard how the journal stands: when that subscribes, and when trouble begins", async () => {
  world = await openWorld(undefined, { clientId, softBytes: 64 * 1024 });
  const { client, heard } = await connect();
  await client.subscribeAsync(gatewayTopic(clientId), { qos: 0 });
  const told = await heard.until((said) => figuresIn(said) !== null);
  expect(told).toMatchObject({ qos: 0, retain: false });
  expect(figuresIn(told)).toEqual({
    bytes: expect.any(Number),
    oldestAt: expect.any(Number),
    dropped: 0,
    refused: 0,
    refusing: false,
  });

  // It acknowledges nothing, so the journal fills, and the charger is not acknowledged any more.
  client.handleMessage = (_packet, done) => done(new Error("not taken"));
  const charger = await world.charger(id);
  const topic = `devices/${id}/messages/events/`;
  for (let n = 0; n < 100; n++) charger.publish(topic, `{"Type":2,"padding":"${"x".repeat(1_000)}"}`, { qos: 1 });
  const full = figuresIn(await heard.until((said) => figuresIn(said)?.refusing === true));
  expect(full?.refused).toBeGreaterThan(0);
  expect(full?.bytes).toBeGreaterThan(32 * 1024);
});

it("is heard through the dashboard's own door", async () => {
  world = await openWorld(undefined, { clientId });
  const heard = new Heard<Message>();
  const door = openBroker(
    {
      url: `mqtts://localhost:${world.gateway.port}`,
      ca: world.tls.ca ?? "",
      clientId,
      username: "phaseboard",
      password: world.password,
      protocolVersion: 4,
      reading: { kind: "session", keep: null },
      stamps: true,
    },
    { arrival: ({ message }) => heard.add(message), failed: (error) => expect.fail(String(error)), link: () => {} },
  );
  expect(await heard.until(({ kind }) => kind === "gateway")).toMatchObject({ figures: { dropped: 0, refused: 0 } });
  await door.close();
});

it("tells it to each dashboard on its own topic, and to nobody else", async () => {
  world = await openWorld(undefined, { clientId });
  const beside = await connect("phaseboard-beside");
  await beside.client.subscribeAsync(gatewayTopic("phaseboard-beside"), { qos: 0 });
  await beside.heard.until(({ topic }) => topic === gatewayTopic("phaseboard-beside"));

  for (const filter of [gatewayTopic(clientId), "phaseboard/+/gateway", "phaseboard/#"]) {
    const { client } = await connect("phaseboard-curious");
    const end = ended(client);
    client.subscribe(filter, () => {});
    await end;
  }
  const charger = await world.charger(id);
  const end = ended(charger);
  charger.subscribe(gatewayTopic(clientId), () => {});
  await end;

  const { client } = await connect("phaseboard-liar");
  const liarsEnd = ended(client);
  client.publish(gatewayTopic("phaseboard-liar"), "{}");
  await liarsEnd;
});
