import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Arrival } from "../protocol/message";
import { type BrokerDoor, openBroker } from "./open-broker";
import type { BrokerOptions } from "./options";
import { createAuthority } from "./test-certificates";
import { freePort, type Mosquitto, startMosquitto } from "./test-mosquitto";
import { connack, onPacket, suback } from "./test-packets";

const charger = "ZPR000001";
const telemetry = `devices/${charger}/messages/events/ri=default`;
const other = "ZPR000002";
const users = {
  phaseboard: "d-secret",
  [charger]: "c-secret",
  [other]: "o-secret",
  hook: "h-secret",
  "meter-depot": "t-secret",
  partial: "p-secret",
  mute: "m-secret",
};
// What we tell people to use, and users that it does not know.
const acl = [
  ...readFileSync(new URL("../../deploy/mosquitto/acl", import.meta.url), "utf8").split("\n"),
  "user meter-depot",
  "topic write meters/depot",
  "topic write house/closed",
  "user hook",
  "topic write devices/+/connection",
  "user partial",
  `topic read devices/${other}/#`,
  "topic readwrite phaseboard/#",
  "user mute",
  "topic read devices/#",
];

/** What a door tells, and promises for what it will tell. */
function listen() {
  const arrivals: Arrival[] = [];
  const links: (string | null)[] = [];
  const waiting = new Set<() => void>();
  const told = () => {
    for (const check of waiting) check();
  };
  const until = (fact: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!fact()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const on = {
    arrival: (arrival: Arrival) => {
      arrivals.push(arrival);
      told();
    },
    failed: (error: unknown) => {
      throw error;
    },
    link: (up: boolean, reason: string | null) => {
      links.push(up ? "up" : reason);
      told();
    },
  };
  const said = (text: string) => arrivals.find(({ message }) => message.kind === "event" && message.message === text);
  return { arrivals, links, on, until, said };
}

const event = (text: string) => JSON.stringify({ EventType: 30, Message: text, Type: 5 });

let broker: Mosquitto;
const opened: { close(): Promise<void> }[] = [];

function open(more: Partial<BrokerOptions> = {}) {
  const heard = listen();
  const options = {
    url: broker.url,
    ca: broker.ca,
    clientId: `phaseboard-${opened.length}`,
    username: "phaseboard",
    password: users.phaseboard,
    protocolVersion: 4 as const,
    reading: { kind: "session", keep: null } as const,
    stamps: false,
    ...more,
  };
  const door: BrokerDoor = openBroker(options, heard.on);
  opened.push(door);
  return { ...heard, door, options };
}

async function connectAs(username: keyof typeof users): Promise<MqttClient> {
  const { url, ca } = broker;
  const client = await mqtt.connectAsync(url, { ca, username, password: users[username], reconnectPeriod: 50 });
  client.on("error", () => undefined); // the broker is stopped on purpose; it connects again
  opened.push({ close: () => client.endAsync(true) });
  return client;
}

beforeAll(async () => {
  broker = await startMosquitto({ users, acl });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(() => broker.remove());

describe.each([4, 5] as const)("a door to Mosquitto, MQTT protocol %i", (protocolVersion) => {
  it("brings telemetry, and says up only when subscribed", async () => {
    const client = await connectAs(charger);
    const { until, links, said, door } = open({ protocolVersion });
    expect(door.connected()).toBe(false);
    await until(() => links.length > 0);
    expect(links).toEqual(["up"]);
    expect(door.connected()).toBe(true);
    await client.publishAsync(telemetry, event("hello"), { qos: 1 });
    await until(() => said("hello") !== undefined);
    expect(said("hello")).toMatchObject({ backlog: false, retained: false, message: { deviceId: charger } });
  });

  it("flags what gathered while it was away as backlog, and what comes after as live", async () => {
    const clientId = `phaseboard-backlog-${protocolVersion}`;
    const client = await connectAs(charger);
    const before = open({ protocolVersion, clientId });
    await before.until(() => before.links.includes("up"));
    await before.door.close();
    for (let n = 0; n < 200; n++) await client.publishAsync(telemetry, event(`away ${n}`), { qos: 1 });
    const after = open({ protocolVersion, clientId });
    await after.until(() => after.links.includes("up"));
    const gathered = after.arrivals.filter(({ message }) => message.kind === "event");
    expect(gathered).toHaveLength(200);
    expect(gathered.every(({ backlog }) => backlog)).toBe(true);
    await client.publishAsync(telemetry, event("now"), { qos: 1 });
    await after.until(() => after.said("now") !== undefined);
    expect(after.said("now")?.backlog).toBe(false);
  });

  it("has kept what it merges, and brings it when it is asked for", async () => {
    const client = await connectAs(charger);
    let kept = 0;
    const keep = { take: () => ++kept, write: () => true, hasRoom: () => true };
    const reading = { kind: "session", keep } as const;
    const heard = open({ protocolVersion, reading, clientId: `phaseboard-merge-${protocolVersion}` });
    await heard.until(() => heard.links.includes("up"));
    const powers = () =>
      heard.arrivals.flatMap(({ message }) => (message.kind === "observations" ? message.observations : []));
    const total = 3_000;
    const say = (n: number) => {
      const observation = { ObservedAt: new Date().toISOString(), Value: String(n), ObservationId: 513, Type: 1 };
      return client.publishAsync(telemetry, JSON.stringify(observation), { qos: 1 });
    };
    await Promise.all(Array.from({ length: total }, (_, n) => say(n + 1)));
    await heard.until(() => kept === total);
    heard.door.flush();
    expect(powers().at(-1)?.raw).toBe(String(total));
    expect(powers().length).toBeLessThan(total);
  });

  it("acknowledges nothing that could not be written, and asks for it again", async () => {
    const client = await connectAs(charger);
    const clientId = `phaseboard-unwritten-${protocolVersion}`;
    let fails = false;
    let failed = 0;
    const write = () => {
      if (!fails) return true;
      fails = false;
      failed += 1;
      return false;
    };
    const keep = { take: () => 1, write, hasRoom: () => true };
    const heard = open({ protocolVersion, clientId, reading: { kind: "session", keep } });
    await heard.until(() => heard.links.includes("up"));
    await client.publishAsync(telemetry, event("written"), { qos: 1 });
    await heard.until(() => heard.said("written") !== undefined);
    await new Promise((resolve) => setImmediate(resolve));
    fails = true;
    await client.publishAsync(telemetry, event("unwritten"), { qos: 1 });
    await heard.until(() => heard.links.filter((link) => link === "up").length === 2);
    const times = (text: string) =>
      heard.arrivals.filter(({ message }) => message.kind === "event" && message.message === text);
    await heard.until(() => times("unwritten").length === 2);
    expect([failed, times("written").length]).toEqual([1, 1]);
    expect(times("unwritten").map(({ dup }) => dup)).toEqual([false, true]);
  });

  it("reads the meters it is told to, from one moment to the next and after a broker restart", async () => {
    const house = await connectAs("meter-depot");
    const heard = open({ protocolVersion });
    const reading = (amps: number) => JSON.stringify({ currentA: [amps, amps, amps] });
    const told = (amps: number) =>
      heard.arrivals.some(({ message }) => message.kind === "meter" && message.currentA[0] === amps);
    /** Said again and again, since nobody tells a publisher who has subscribed. */
    const saidUntilHeard = async (topic: string, amps: number) => {
      const again = setInterval(() => house.publish(topic, reading(amps)), 20);
      await heard.until(() => told(amps));
      clearInterval(again);
    };
    heard.door.readMeters(new Set(["meters/depot", "house/closed"]));
    await heard.until(() => heard.links.at(-1) === "up");
    await saidUntilHeard("meters/depot", 1);
    const back = new Promise<void>((resolve) => house.once("connect", () => resolve()));
    await broker.stop();
    await broker.start();
    await back;
    await heard.until(() => heard.links.at(-1) === "up");
    await saidUntilHeard("meters/depot", 2);
    heard.door.readMeters(new Set());
    heard.door.readMeters(new Set(["meters/depot"]));
    await saidUntilHeard("meters/depot", 3);
    // What is no reading is said to be none.
    await house.publishAsync("meters/depot", "hello", { qos: 1 });
    await heard.until(() => heard.arrivals.some(({ message }) => message.kind === "undecodable"));
  });

  it("sends a command now or never", async () => {
    const client = await connectAs(charger);
    const received: string[] = [];
    client.on("message", (topic) => received.push(topic));
    await client.subscribeAsync(`devices/${charger}/methods/POST/#`, { qos: 1 });
    const { until, links, door } = open({ protocolVersion });
    await until(() => links.at(-1) === "up");
    await broker.stop();
    await until(() => links.at(-1) !== "up");
    expect(await door.send(charger, "lost", { name: "stop" })).toBe(false);
    const again = new Promise<void>((resolve) => client.once("connect", () => resolve()));
    await broker.start();
    await again;
    await client.subscribeAsync(`devices/${charger}/methods/POST/#`, { qos: 1 });
    await until(() => links.at(-1) === "up");
    expect(await door.send(charger, "sent", { name: "start" })).toBe(true);
    await expect.poll(() => received).toContain(`devices/${charger}/methods/POST/507/?$rid=sent`);
    expect(received).toHaveLength(1);
  });

  it("says that its marker is refused when it may not publish it", async () => {
    const { until, links } = open({ protocolVersion, username: "mute", password: users.mute });
    await until(() => links.length > 0);
    expect(links).toEqual(["markerRefused"]);
  });

  it("says that user or password are refused", async () => {
    const { until, links } = open({ protocolVersion, password: "wrong" });
    await until(() => links.length > 0);
    expect(links).toEqual(["signInRefused"]);
  });
});

describe("a command's end", () => {
  async function heardOver(protocolVersion: 4 | 5): Promise<number | undefined> {
    const { url, ca } = broker;
    const client = await mqtt.connectAsync(url, {
      ca,
      username: charger,
      password: users[charger],
      protocolVersion: 5,
    });
    opened.push({ close: () => client.endAsync(true) });
    await client.subscribeAsync(`devices/${charger}/methods/POST/#`);
    const { until, links, door } = open({ protocolVersion });
    await until(() => links.at(-1) === "up");
    const told = new Promise<number | undefined>((resolve) =>
      client.once("message", (_topic, _payload, { properties }) => resolve(properties?.messageExpiryInterval)),
    );
    expect(await door.send(charger, "now", { name: "stop" })).toBe(true);
    return told;
  }

  it("is told to the broker with MQTT 5: it throws the command away then", async () => {
    // The broker counts it down.
    expect([15, 14]).toContain(await heardOver(5));
  });

  it("cannot be told with MQTT 3.1.1", async () => {
    expect(await heardOver(4)).toBeUndefined();
  });
});

describe("a door", () => {
  it("is up again by itself after a broker restart, and flags retained connections", async () => {
    const client = await connectAs(charger);
    const hook = await connectAs("hook");
    await hook.publishAsync(`devices/${charger}/connection`, '{"connected":true,"at":"2026-02-14T11:25:03Z"}', {
      qos: 1,
      retain: true,
    });
    const { until, links, arrivals, said } = open();
    await until(() => links.at(-1) === "up");
    expect(arrivals.map(({ message, retained }) => [message.kind, retained])).toContainEqual(["connection", true]);
    await broker.stop("SIGKILL");
    await until(() => links.at(-1) !== "up");
    await broker.start();
    await until(() => links.at(-1) === "up");
    expect(links[1]).toBe("connectionLost");
    await expect.poll(() => client.connected).toBe(true);
    await client.publishAsync(telemetry, event("back"), { qos: 1 });
    await until(() => said("back") !== undefined);
    expect(said("back")?.backlog).toBe(false);
  });

  it("does without prices at a broker that ends the connection of who asks for them", async () => {
    const refused: string[] = [];
    let connects = 0;
    const strict = createServer((socket) => {
      connects += 1;
      let asked = 0;
      socket.on("error", () => undefined);
      onPacket(socket, (packet) => {
        if (packet.kind === 1) socket.write(connack);
        else if (packet.kind === 8 && ++asked > 1) socket.destroy();
        else if (packet.kind === 8) socket.write(suback(packet, [1, 1, 1, 1]));
        else if (packet.kind === 3) socket.write(packet.whole);
      });
    }).listen(0, "127.0.0.1");
    await once(strict, "listening");
    const at = strict.address();
    const heard = listen();
    const url = `mqtt://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
    const session = { kind: "session", keep: null } as const;
    const options = {
      url,
      clientId: "phaseboard-strict",
      protocolVersion: 4,
      reading: session,
      stamps: false,
    } as const;
    const door = openBroker(options, { ...heard.on, topicRefused: (topic) => refused.push(topic) });
    opened.push(door);
    await heard.until(() => heard.links.includes("up"));
    expect([heard.links, refused, connects]).toEqual([["connectionLost", "up"], ["prices/+"], 2]);
    await door.close();
    strict.close();
  });

  it("does not hear what the ACL keeps from it", async () => {
    const client = await connectAs(charger);
    const { until, links, said } = open({ username: "partial", password: users.partial });
    await until(() => links.length > 0);
    expect(links).toEqual(["up"]);
    const allowed = await connectAs(other);
    await client.publishAsync(telemetry, event("foreign"), { qos: 1 });
    await allowed.publishAsync(telemetry.replace(charger, other), event("own"), { qos: 1 });
    await until(() => said("own") !== undefined);
    expect(said("foreign")).toBeUndefined();
  });

  it("refuses a certificate of another authority", async () => {
    const other = await createAuthority("Another");
    const { until, links } = open({ ca: other.ca });
    await until(() => links.length > 0);
    expect(links).toEqual(["certificateRefused"]);
  });

  it("refuses a certificate with another name, and one that has ended", async () => {
    for (const more of [{ names: ["broker.example"] }, { validMs: -60_000 }]) {
      const wrong = await startMosquitto({ users, ...more });
      const { until, links, door } = open({ url: wrong.url, ca: wrong.ca });
      await until(() => links.length > 0);
      await door.close();
      await wrong.remove();
      expect(links).toEqual(["certificateRefused"]);
    }
  });

  it("shows its own certificate where the broker asks for one", async () => {
    const strict = await startMosquitto({ users, requireClientCertificate: true });
    const without = open({ url: strict.url, ca: strict.ca });
    await without.until(() => without.links.length > 0);
    expect(without.links).toEqual(["clientCertificateRefused"]);
    const own = await strict.issueClient("dashboard");
    const having = open({ url: strict.url, ca: strict.ca, ...own });
    await having.until(() => having.links.length > 0);
    expect(having.links).toEqual(["up"]);
    await without.door.close();
    await having.door.close();
    await strict.remove();
  });

  it("says that nothing listens, or that what answers speaks no TLS", async () => {
    const nobody = open({ url: `mqtts://localhost:${await freePort()}` });
    await nobody.until(() => nobody.links.length > 0);
    expect(nobody.links).toEqual(["refused"]);
    const babbler: Server = createServer((socket) => socket.end("220 ready\r\n"));
    const port = await new Promise<number>((resolve) => {
      babbler.listen(0, "127.0.0.1", () => {
        const at = babbler.address();
        resolve(typeof at === "object" && at ? at.port : 0);
      });
    });
    const lost = open({ url: `mqtts://localhost:${port}` });
    await lost.until(() => lost.links.length > 0);
    babbler.close();
    expect(lost.links).toEqual(["tlsFailed"]);
  });
});
