import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ended, messagesOf, openWorld, type World } from "../gateway-fixture";

let world: World;
let password: string;
const topic = "meters/park";

beforeEach(async () => {
  world = await openWorld((source) => {
    password = source.enrolMeter("park", topic);
  });
});
afterEach(() => world.close());

const meter = (more: object = {}) =>
  world.connect({ clientId: "meter-park", username: "meter-park", password, ...more });

describe("a meter at the gateway", () => {
  it("brings its readings to the dashboard, never retained", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync(topic, { qos: 0 });
    const house = await meter();
    await house.publishAsync(topic, '{"currentA":[1,2,3]}', { qos: 1, retain: true });
    expect(await heard.until((said) => said.topic === topic)).toMatchObject({
      text: '{"currentA":[1,2,3]}',
      retain: false,
    });
    const later = await world.dashboard("2");
    const heardLater = messagesOf(later);
    await later.subscribeAsync([topic, "devices/+/connection"], { qos: 0 });
    await heardLater.until((said) => said.topic === "devices/ZPR000002/connection");
    expect(heardLater.all.filter((said) => said.topic === topic)).toEqual([]);
    expect(world.gateway.stats()).toMatchObject({ chargers: 0, dashboards: 2 });
  });

  it.each([
    ["meters/other", "x"],
    ["devices/ZPR000001/messages/events/", '{"Type":2}'],
    ["devices/ZPR000001/methods/POST/501/?$rid=1", "[]"],
    [topic, "x".repeat(5_000)],
  ])("is sent away when it publishes what is not its own: %s", async (where, payload) => {
    const house = await meter();
    const gone = ended(house);
    house.publish(where, payload);
    await gone;
  });

  it.each(["#", topic, "devices/+/messages/events/#"])("hears nothing: %s", async (filter) => {
    const house = await meter();
    const gone = ended(house);
    house.subscribe(filter);
    await gone;
  });

  it.each([
    { password: "wrong" },
    { username: "park" },
    { clientId: "meter-other", username: "meter-other" },
    { clientId: "meter-", username: "meter-" },
    { clientId: "ZPR000001" },
    { clientId: "phaseboard-1" },
  ])("is refused with %j", async (more) => {
    await expect(meter(more)).rejects.toMatchObject({ code: expect.any(Number) });
  });

  it("is let in the moment it is enrolled, and sent away with another password or topic", async () => {
    const other = world.source.enrolMeter("yard", "meters/yard");
    const yard = await world.connect({ clientId: "meter-yard", username: "meter-yard", password: other });
    const gone = ended(yard);
    world.source.meters[1] = {
      installationId: "yard",
      topic: "meters/new",
      hash: world.source.meters[1]?.hash ?? Buffer.alloc(0),
    };
    world.source.changed();
    await gone;
    const house = await meter();
    const houseGone = ended(house);
    world.source.meters.length = 0;
    world.source.changed();
    await houseGone;
  });
});
