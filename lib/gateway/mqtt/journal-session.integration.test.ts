import { rmSync } from "node:fs";
import type { IClientOptions } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { unstamped } from "../../protocol/product/stamp";
import { encodeMarker } from "../../protocol/product/topics";
import { protocols } from "../../protocol/registry";
import {
  ended,
  type KeptOptions,
  type MemorySource,
  messagesOf,
  newFolder,
  openWorld,
  type Said,
  type World,
} from "../gateway-fixture";

const id = "ZPR000001";
const clientId = "phaseboard-own";
const pulse = '{"Type":2}';
const telemetry = `devices/${id}/messages/events/%24.ct=application%2Fjson&ri=default`;
const connection = `devices/${id}/connection`;
let world: World;

const open = async (kept: Partial<KeptOptions> = {}, prepare?: (source: MemorySource) => void) => {
  world = await openWorld(prepare, { clientId, ...kept });
};
afterEach(() => world.close());

/** The dashboard connects, subscribes and sends its marker, as the product does; `options` go to mqtt.js. */
async function dashboard(options: IClientOptions = {}) {
  const own = { clientId, username: "phaseboard", password: world.password, clean: false, ...options };
  const { client, heard } = await world.connectHeard(own);
  await client.subscribeAsync(
    protocols.subscriptions(clientId).map(({ filter }) => filter),
    { qos: 1 },
  );
  return { client, heard };
}
const numbersIn = (said: readonly Said[]) =>
  said.flatMap(({ text }) => (text.startsWith('{"Type":2,"n":') ? [JSON.parse(text).n as unknown] : []));
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);
const numbered = (n: number) => `{"Type":2,"n":${n}}`;

describe("what chargers say at QoS 1", () => {
  it("is kept for the dashboard before that ever connected, comes once, in order, stamped when it comes late", async () => {
    await open();
    const before = Date.now();
    const charger = await world.charger(id);
    for (const n of [1, 2]) await charger.publishAsync(telemetry, numbered(n), { qos: 1 });
    const { heard } = await dashboard();
    await heard.until(({ text }) => text === numbered(2));
    await charger.publishAsync(telemetry, numbered(3), { qos: 1 });
    await heard.until(({ text }) => text === numbered(3));
    expect(numbersIn(heard.all)).toEqual([1, 2, 3]);
    const [first, , third] = heard.all.filter(({ topic }) => topic.startsWith(telemetry));
    const stamp = unstamped(first?.topic ?? "");
    expect(stamp).toMatchObject({ topic: telemetry, dup: false });
    expect(stamp?.arrivedAt).toBeGreaterThanOrEqual(before);
    expect(stamp?.arrivedAt).toBeLessThanOrEqual(Date.now());
    expect(third).toMatchObject({ topic: telemetry, qos: 1, dup: false });
    await settled();
    expect(world.gateway.stats().journal).toMatchObject({ entries: 0, bytes: 0, refused: 0, dropped: 0 });
  });

  it("comes first after a reconnect, in order, before its marker and before what is new", async () => {
    await open();
    const first = await dashboard();
    await first.client.endAsync();
    const charger = await world.charger(id);
    await Promise.all(upTo(300).map((n) => charger.publishAsync(telemetry, numbered(n), { qos: 1 })));
    const again = await dashboard();
    const live = upTo(20).map((n) => charger.publishAsync(telemetry, numbered(300 + n), { qos: 1 }));
    const marker = encodeMarker(clientId, "token");
    again.client.publish(marker.topic, marker.payload, { qos: 1 });
    await Promise.all(live);
    await again.heard.until(({ text }) => text === "token");
    await again.heard.until(({ text }) => text === numbered(320));
    expect(numbersIn(again.heard.all)).toEqual(upTo(320));
    const texts = again.heard.all.map(({ text }) => text);
    expect(texts.indexOf("token")).toBeGreaterThan(texts.indexOf(numbered(300)));
  });

  it("is sent again, marked, under the packet id that it had, until it is acknowledged", async () => {
    await open();
    const charger = await world.charger(id);
    const silent = await dashboard();
    // It takes everything and acknowledges only what comes before number 3.
    silent.client.handleMessage = ({ payload }, done) => {
      done([3, 4, 5].some((n) => String(payload) === numbered(n)) ? new Error("not taken") : undefined);
    };
    for (const n of upTo(5)) await charger.publishAsync(telemetry, numbered(n), { qos: 1 });
    await silent.heard.until(({ text }) => text === numbered(5));
    await silent.client.endAsync(true);
    const { heard } = await dashboard();
    await heard.until(({ text }) => text === numbered(5));
    expect(numbersIn(heard.all)).toEqual([3, 4, 5]);
    const idsIn = (said: readonly Said[]) =>
      said.flatMap(({ text, messageId }) => ([3, 4, 5].some((n) => text === numbered(n)) ? [messageId] : []));
    expect(idsIn(heard.all)).toEqual(idsIn(silent.heard.all));
    expect(heard.all.filter(({ topic }) => topic.startsWith(telemetry)).every(({ dup }) => dup)).toBe(true);
  });
});

describe("a dashboard that does not keep up", () => {
  it("has at most 10,000 messages on the way; the rest comes from the disk, in order, as it acknowledges", async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `ZPR${String(n + 1).padStart(6, "0")}`);
    await open({}, (source) => {
      for (const one of ids.slice(2)) source.enrol(one);
    });
    const slow = await dashboard();
    await settled();
    const arrived = () => slow.heard.all.filter(({ qos, topic }) => qos === 1 && topic.startsWith("devices/")).length;
    const before = arrived();
    const waiting: (() => void)[] = [];
    slow.client.handleMessage = (packet, done) => {
      // Only what is acknowledged may hold up nothing: it goes on reading, and acknowledges later, by hand.
      if (packet.topic.includes("/messages/")) waiting.push(() => slow.client.stream.write(pubackOf(packet.messageId)));
      done(new Error("later"));
    };
    const chargers = await Promise.all(ids.map((one) => world.charger(one)));
    const publish = (from: number, to: number) =>
      Promise.all(
        chargers.flatMap((charger, index) =>
          Array.from({ length: to - from }, (_, n) =>
            charger.publishAsync(`devices/${ids[index]}/messages/events/`, String(from + n), { qos: 1 }),
          ),
        ),
      );
    await publish(0, 850);
    // The answer comes behind everything that was written before.
    await slow.client.subscribeAsync("devices/+/connection", { qos: 1 });
    expect(arrived() - before).toBe(10_000);
    const total = 12 * 850;
    for (let taken = 0; taken < total; taken++) {
      await slow.heard.until(() => waiting.length > taken);
      waiting[taken]?.();
    }
    for (const one of ids) {
      const texts = slow.heard.all.filter(({ topic }) => topic.startsWith(`devices/${one}/messages/`));
      expect(texts.map(({ text }) => Number(text))).toEqual(Array.from({ length: 850 }, (_, n) => n));
    }
    expect(slow.heard.all.filter(({ topic }) => unstamped(topic) !== null)).not.toHaveLength(0);
  });

  it("and does not read at all loses its connection, and nothing else", async () => {
    await open();
    const stuck = await dashboard();
    stuck.client.stream.pause();
    const gone = ended(stuck.client);
    const charger = await world.charger(id);
    const large = `{"Type":2,"text":"${"x".repeat(500_000)}"}`;
    for (let n = 0; n < 40; n++) await charger.publishAsync(telemetry, large, { qos: 1 });
    await world.log.until(({ client, reason }) => client === clientId && reason === "drain timeout");
    stuck.client.stream.resume();
    await gone;
    const { heard } = await dashboard();
    await charger.publishAsync(telemetry, numbered(1), { qos: 1 });
    await heard.until(({ text }) => text === numbered(1));
    const before = stuck.heard.all.filter(({ text }) => text === large).length;
    const after = heard.all.filter(({ text }) => text === large).length;
    expect(before + after).toBeGreaterThanOrEqual(40);
  });
});

describe("over restarts of the gateway", () => {
  it("what was not acknowledged comes again, what was does not, and numbers go on", async () => {
    const folder = newFolder();
    await open({ folder });
    const first = await dashboard();
    const charger = await world.charger(id);
    await charger.publishAsync(telemetry, numbered(1), { qos: 1 });
    await first.heard.until(({ text }) => text === numbered(1));
    await first.client.endAsync();
    await charger.publishAsync(telemetry, numbered(2), { qos: 1 });
    await world.close();
    await open({ folder });
    const again = await dashboard();
    const back = await world.charger(id);
    await back.publishAsync(telemetry, numbered(3), { qos: 1 });
    await again.heard.until(({ text }) => text === numbered(3));
    expect(numbersIn(again.heard.all)).toEqual([2, 3]);
    const states = again.heard.all.filter(({ topic, retain }) => topic === connection && !retain);
    expect(states.map(({ text }) => JSON.parse(text).connected).slice(-2)).toEqual([false, true]);
    await world.close();
    rmSync(folder, { recursive: true });
  });
});

describe("what is kept nowhere", () => {
  it("telemetry at QoS 0 comes to a dashboard that is there, in its turn, and to no other", async () => {
    await open();
    const charger = await world.charger(id);
    charger.publish(telemetry, numbered(1));
    await charger.publishAsync(telemetry, numbered(2), { qos: 1 });
    const { heard } = await dashboard();
    await heard.until(({ text }) => text === numbered(2));
    charger.publish(telemetry, numbered(3));
    await charger.publishAsync(telemetry, numbered(4), { qos: 1 });
    charger.publish(telemetry, numbered(5));
    await heard.until(({ text }) => text === numbered(5));
    expect(numbersIn(heard.all)).toEqual([2, 3, 4, 5]);
    expect(heard.all.map(({ text, qos }) => text === numbered(3) && qos)).toContain(0);
  });
});

describe("without room in the journal", () => {
  it("nothing that a charger says later is taken before what was refused to it, though it would fit", async () => {
    await open({ softBytes: 64 * 1024 });
    const charger = await world.charger(id);
    let acknowledged = 0;
    const tooLarge = `{"Type":2,"text":"${"x".repeat(70_000)}"}`;
    charger.publish(telemetry, tooLarge, { qos: 1 }, () => void acknowledged++);
    charger.publish(telemetry, '{"Type":1}', { qos: 1 }, () => void acknowledged++);
    await ended(charger);
    expect(acknowledged).toBe(0);
    expect(world.gateway.stats().journal).toMatchObject({ refused: 2 });
  });

  it("a charger is not acknowledged, stays connected, and nobody hears more than that it lives; told and counted", async () => {
    await open({ softBytes: 64 * 1024 });
    const other = await world.dashboard("2");
    const heardOther = messagesOf(other);
    await other.subscribeAsync("devices/+/messages/events/#");
    const charger = await world.charger(id);
    let acknowledged = 0;
    const large = `{"Type":2,"text":"${"x".repeat(4_000)}"}`;
    for (let n = 0; n < 30; n++) charger.publish(telemetry, large, { qos: 1 }, () => void acknowledged++);
    const said = await world.log.until(({ msg }) => msg === "did not acknowledge chargers: the journal takes no more");
    expect(said.level).toBe(40);
    // At QoS 0, behind all of them on the same connection.
    await charger.publishAsync(telemetry, "after");
    await heardOther.until(({ text }) => text === "after");
    const heard = heardOther.all.filter(({ text }) => text === large).length;
    const { refused, entries } = world.gateway.stats().journal ?? { refused: 0, entries: 0 };
    expect(heard).toBeGreaterThan(5);
    expect(refused).toBe(30 - heard);
    expect(acknowledged).toBe(heard);
    // Beside the first words about both chargers and the coming of this one.
    expect(entries).toBe(heard + 3);
    await charger.publishAsync(telemetry, pulse, { qos: 1 });
    await heardOther.until(({ text }) => text === pulse);
    expect(charger.connected).toBe(true);

    // Its connection ends once there is room: what was refused it sends again on the next one.
    const again = ended(charger);
    const own = await dashboard();
    await own.heard.until(() => own.heard.all.filter(({ text }) => text === large).length === heard);
    await settled();
    await again;
    const back = await world.charger(id);
    await back.publishAsync(telemetry, numbered(1), { qos: 1 });
    await own.heard.until(({ text }) => text === numbered(1));
  });
});

describe("a stamp", () => {
  it("that a charger made itself is taken off; a message that it sends again carries one", async () => {
    await open();
    const { heard } = await dashboard();
    const charger = await world.charger(id);
    await charger.publishAsync(`${telemetry}&arrived=1732638000123`, numbered(1), { qos: 1 });
    await charger.publishAsync(`${telemetry}&dup=1&pi=PR`, numbered(2));
    await charger.publishAsync(telemetry, numbered(3), { qos: 1, dup: true });
    await heard.until(({ text }) => text === numbered(3));
    const topics = heard.all.filter(({ topic }) => topic.startsWith(telemetry)).map(({ topic }) => topic);
    expect(topics.slice(0, 2)).toEqual([telemetry, `${telemetry}&pi=PR`]);
    expect(unstamped(topics[2] ?? "")).toMatchObject({ topic: telemetry, dup: true });
    expect(heard.all.some(({ dup }) => dup)).toBe(false);
  });
});

function pubackOf(messageId: number | undefined): Buffer {
  const packet = Buffer.from([0x40, 2, 0, 0]);
  packet.writeUInt16BE(messageId ?? 0, 2);
  return packet;
}

/** Resolves when everything that is kept was acknowledged. */
async function settled(): Promise<void> {
  while (world.gateway.stats().journal?.entries !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
