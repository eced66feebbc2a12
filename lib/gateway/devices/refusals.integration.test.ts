import { once } from "node:events";
import { connect as connectTls, type TLSSocket } from "node:tls";
import fc from "fast-check";
import type { IClientOptions } from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { credentialsOf, ended, inAnHour, messagesOf, openWorld, type World } from "../gateway-fixture";
import { makeAuthority } from "../tls/make-certificate";
import { makeSasToken } from "./sas";

const id = "ZPR000001";
let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Tries to connect, and gives the MQTT return code and the reason in the log. */
async function refusalOf(options: IClientOptions): Promise<{ code: unknown; reason: unknown }> {
  const refused = await world.connect(options).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refused instanceof Error)) throw new Error("it was let in");
  const line = await world.log.until(({ msg }) => msg === "refused a connection");
  return { code: "code" in refused ? refused.code : refused.message, reason: line.reason };
}

describe("a connection is refused", () => {
  const cases: [string, number, (w: World) => IClientOptions][] = [
    ["expired", 5, (w) => credentialsOf(w, id, { expiresAt: Date.now() - 1_000 })],
    ["wrongSignature", 5, (w) => credentialsOf(w, id, { deviceKey: Buffer.alloc(32) })],
    ["otherCharger", 5, (w) => credentialsOf(w, id, { deviceKey: w.source.keyOf("ZPR000002"), tokenFor: "ZPR000002" })],
    ["unknownCharger", 5, (w) => credentialsOf(w, "ZPR000099", { deviceKey: w.source.keyOf(id) })],
    ["wrongHost", 5, (w) => credentialsOf(w, id, { host: "elsewhere.example" })],
    ["wrongDashboardPassword", 5, () => ({ clientId: "phaseboard-1", username: "phaseboard", password: "guessed" })],
    ["malformedPassword", 4, (w) => ({ ...credentialsOf(w, id), password: "guessed" })],
    ["malformedUserName", 4, (w) => ({ ...credentialsOf(w, id), username: "admin" })],
    ["badClientId", 2, (w) => ({ ...credentialsOf(w, id), clientId: "somebody" })],
  ];
  it.each(cases)("%s: code %i", async (reason, code, options) => {
    const claim = options(world);
    expect(await refusalOf(claim)).toEqual({ code, reason });
    const logged = JSON.stringify(world.log.all);
    expect(logged).not.toContain("SharedAccessSignature");
    expect(logged).not.toContain(String(claim.password));
    expect(logged).not.toContain(Buffer.from(world.source.keyOf(id)).toString("base64"));
  });

  it("of a charger that does not trust the gateway's authority, and says so in the log", async () => {
    const other = await makeAuthority(Date.now());
    await expect(world.charger(id, { ca: other.cert })).rejects.toThrow("certificate");
    const line = await world.log.until(({ msg }) => msg.includes("failed"));
    expect(line.reason).toEqual(expect.any(String));
  });

  it("below TLS 1.2", async () => {
    const old = connectTls({
      port: world.gateway.port,
      host: "127.0.0.1",
      ca: world.tls.ca ?? "",
      servername: "localhost",
      minVersion: "TLSv1.1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    await expect(
      new Promise((resolve, reject) => old.once("secureConnect", resolve).once("error", reject)),
    ).rejects.toThrow();
    await world.log.until(({ msg }) => msg === "a TLS handshake failed");
  });
});

describe("a charger's token", () => {
  it("ends its connection with its own end", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/connection");
    const charger = await world.charger(id, { expiresAt: (Math.floor(Date.now() / 1_000) + 2) * 1_000 });
    await ended(charger);
    expect(await world.log.until(({ reason }) => reason === "its token ended")).toMatchObject({ client: id });
    await heard.until(({ topic, text, retain }) => topic.includes(id) && !retain && !JSON.parse(text).connected);
  });

  it("is good in any order of its fields, with the resource encoded or not", async () => {
    const host = `localhost:${world.gateway.port}`;
    const token = makeSasToken(host, id, world.source.keyOf(id), inAnHour(), false);
    const [sr, sig, se] = token.slice("SharedAccessSignature ".length).split("&");
    const charger = await world.charger(id, { password: `SharedAccessSignature se=${se?.slice(3)}&${sr}&${sig}` });
    expect(charger.connected).toBe(true);
  });
});

describe("an address that keeps failing", () => {
  it("has to wait, with good credentials too, and is let in then", async () => {
    const wrong = credentialsOf(world, id, { deviceKey: Buffer.alloc(32) });
    for (let times = 0; times < 5; times++) await expect(world.connect(wrong)).rejects.toMatchObject({ code: 5 });
    const before = performance.now();
    const charger = await world.charger(id);
    expect(charger.connected).toBe(true);
    expect(performance.now() - before).toBeGreaterThan(1_900);
    expect(world.gateway.stats().refused).toBe(5);
  });
});

describe("enrolment that changes while the gateway runs", () => {
  it("lets a charger in that was enrolled a moment ago, before anybody told", async () => {
    const key = world.source.enrol("ZPR000003");
    const charger = await world.charger("ZPR000003", { deviceKey: key });
    expect(charger.connected).toBe(true);
  });

  it("ends the connection of a charger whose key is rotated, and refuses the old key", async () => {
    const charger = await world.charger(id);
    const oldKey = world.source.keyOf(id);
    const gone = ended(charger);
    const key = world.source.enrol(id);
    world.source.changed();
    await gone;
    expect(await refusalOf(credentialsOf(world, id, { deviceKey: oldKey }))).toEqual({
      code: 5,
      reason: "wrongSignature",
    });
    expect((await world.charger(id, { deviceKey: key })).connected).toBe(true);
  });

  it("ends the connection of a charger that is removed, and forgets that it was there", async () => {
    const dashboard = await world.dashboard();
    const heard = messagesOf(dashboard);
    await dashboard.subscribeAsync("devices/+/connection");
    const charger = await world.charger(id, { clean: false });
    await charger.subscribeAsync("$iothub/methods/POST/#");
    const gone = ended(charger);
    world.source.chargers.delete(id);
    world.source.changed();
    await gone;
    await heard.until(({ topic, text, retain }) => topic.includes(id) && !retain && !JSON.parse(text).connected);
    const later = await world.dashboard("2");
    const heardLater = messagesOf(later);
    await later.subscribeAsync("devices/+/connection");
    await heardLater.until(({ topic }) => topic.includes("ZPR000002"));
    expect(heardLater.all.filter(({ topic }) => topic.includes(id))).toEqual([]);
  });

  it("keeps chargers connected, and lets them come back, while the database is gone", async () => {
    const charger = await world.charger(id);
    await charger.subscribeAsync("$iothub/twin/res/#");
    const heard = messagesOf(charger);
    world.source.gone = true;
    world.source.changed();
    await world.log.until(({ msg }) => msg.includes("cannot be read"));
    await charger.publishAsync("$iothub/twin/PATCH/properties/reported/?$rid=1", '{"a":1}');
    await heard.until(({ topic }) => topic.startsWith("$iothub/twin/res/204/"));
    await world.log.until(({ msg }) => msg.includes("cannot be kept yet"));
    await charger.endAsync();
    expect((await world.charger(id)).connected).toBe(true);
    expect(world.source.saved.size).toBe(0);
    world.source.gone = false;
    await world.close();
    expect(world.source.saved.get(id)).toEqual({ document: { a: 1 }, version: 2 });
  });
});

describe("a client that is no MQTT client", () => {
  function raw(): Promise<TLSSocket> {
    return new Promise((resolve, reject) => {
      const socket = connectTls({
        port: world.gateway.port,
        host: "127.0.0.1",
        ca: world.tls.ca ?? "",
        servername: "localhost",
      });
      socket.once("secureConnect", () => resolve(socket));
      socket.once("error", reject);
    });
  }

  it.each([
    ["garbage", Buffer.from("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")],
    ["another protocol version", Buffer.from([0x10, 0x0c, 0, 4, 77, 81, 84, 84, 9, 2, 0, 60, 0, 0])],
    ["a message before it connects", Buffer.from([0x30, 0x03, 0x00, 0x01, 0x61])],
  ])("is cut off: %s", async (_what, bytes) => {
    const socket = await raw();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {});
    socket.write(bytes);
    await closed;
    expect((await world.charger(id)).connected).toBe(true);
  });

  /** A field of MQTT: its length in two bytes, and the field. */
  const field = (text: string) =>
    Buffer.concat([Buffer.from([text.length >> 8, text.length & 0xff]), Buffer.from(text)]);
  /** A packet of MQTT with a body of up to 16 KiB. */
  const packet = (first: number, body: Uint8Array) =>
    Buffer.concat([Buffer.from([first, (body.length & 0x7f) | 0x80, body.length >> 7]), body]);

  it("does no harm, whatever it sends, let in or not", async () => {
    const { username, password } = credentialsOf(world, id);
    const hello = [field("MQTT"), Buffer.from([4, 0xc2, 0, 60]), field(id), field(username), field(password)];
    const connect = packet(0x10, Buffer.concat(hello));
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(field("$iothub/methods/POST/#"), field(`devices/${id}/messages/events/`), Buffer.from([0, 1])),
    );
    const frames = fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), body), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), frames, async (letIn, said) => {
        const socket = await raw();
        const closed = new Promise((resolve) => socket.once("close", resolve));
        socket.on("error", () => {});
        const bytes = Buffer.concat(said.map(([first, inner]) => packet(first, inner)));
        if (letIn) {
          socket.write(connect);
          await once(socket, "data");
        }
        socket.end(bytes);
        socket.resume();
        await closed;
      }),
      { numRuns: 150 },
    );
    expect(world.log.all.filter(({ msg }) => msg === "a client connected").length).toBeGreaterThan(20);
    expect((await world.charger("ZPR000002")).connected).toBe(true);
  });
});
