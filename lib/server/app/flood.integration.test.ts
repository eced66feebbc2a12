import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TestSubscriber } from "../../stream/broadcast/test-stream";
import { startWorld, type TestCharger, type TestWorld, until } from "./test-live";

const flooding = "ZAP000001";
const perSecond = 600;
const total = 6 * perSecond;
let world: TestWorld;
let other: TestCharger;
let client: MqttClient;

beforeAll(async () => {
  world = await startWorld();
  const { url, ca } = world.mosquitto;
  other = await world.charger("ZAP000009");
  const login = { username: "charger", password: "charger" };
  client = await mqtt.connectAsync(url, { ca, clientId: "flood", ...login });
  await other.connection(true);
  await until(() => world.live.fleetReader.charger("ZAP000009")?.presence.word === "online");
});
afterAll(async () => {
  await client.endAsync();
  await other.end();
  await world.end();
});

/** Says at 600 messages a second how much power it draws: the number of the message, in W. */
function flood() {
  let sent = 0;
  const began = performance.now();
  const sending = setInterval(() => {
    const due = Math.min(total, ((performance.now() - began) / 1_000) * perSecond);
    while (sent < due) {
      sent += 1;
      const observation = { ObservedAt: new Date().toISOString(), Value: String(sent), ObservationId: 513, Type: 1 };
      client.publish(`devices/${flooding}/messages/events/ri=x`, JSON.stringify(observation), { qos: 1 });
    }
    if (sent === total) clearInterval(sending);
  }, 5);
  return { sent: () => sent };
}

it("a charger that sends 600 messages a second delays no other, costs no connection, is told, and its last word holds", async () => {
  const answer = await world.ask("support", "/api/stream?scope=charger:ZAP000009");
  if (answer.body === null) throw new Error("The stream has no body.");
  const subscriber = new TestSubscriber(answer.body);
  const { since } = world.live.health().broker;
  const { sent } = flood();
  const powers = () => subscriber.frames.flatMap((frame) => (frame.kind === "delta" ? (frame.chargers ?? []) : []));
  let heard = 0;
  while (sent() < total) {
    const power = 7_000 + heard;
    const sentBefore = sent();
    await other.say({ 513: String(power) });
    await until(() => powers().some(({ powerW }) => powerW?.value === power));
    // It came while the flood went on.
    if (sentBefore > 0 && sent() < total) heard += 1;
  }
  expect(heard).toBeGreaterThan(2);
  expect(world.live.health().broker).toEqual({ up: true, since });

  const last = () => world.live.fleetReader.charger(flooding)?.powerW?.value;
  await until(() => last() === total);
  const told = () => world.live.fleetReader.support().undecodable.find(({ reason }) => reason === "tooManyMessages");
  await until(() => (told()?.count ?? 0) > 0);
  expect(told()).toMatchObject({ deviceId: flooding });
  expect(told()?.count).toBeLessThan(total);

  await until(() => world.live.health().journal.bytes === 0);
  await subscriber.leave();
  await world.restart();
  await until(() => last() === total);
});
