import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { credentialsOf, openWorld, type World } from "../gateway-fixture";

const id = "ZPR000001";
let world: World;

beforeEach(async () => {
  world = await openWorld(undefined, undefined, { bounds: { connectMs: 2_000 } });
});
afterEach(() => world.close());

/** How the server ended a connection, as its TCP socket tells it. */
function endOf(tcp: Socket): Promise<string> {
  return new Promise((resolve) => {
    tcp.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    tcp.once("end", () => resolve("end"));
    tcp.once("close", () => resolve("closed"));
  });
}

async function tcp(): Promise<Socket> {
  const socket = connectTcp({ port: world.gateway.port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return socket;
}

/** TLS over the socket, whose own events go on telling of TCP. */
async function tls(socket: Socket) {
  const secure = connectTls({ socket, ca: world.tls.ca ?? "", servername: "localhost" });
  secure.on("error", () => undefined);
  await once(secure, "secureConnect");
  return secure;
}

/** The first bytes of a TLS handshake: a record that announces more than it brings. */
const halfHello = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]);

/** A CONNECT with an id and a user name and without the rest of its password. */
function connectPacket(): Buffer {
  const { username, password } = credentialsOf(world, id);
  const field = (text: string) =>
    Buffer.concat([Buffer.from([text.length >> 8, text.length & 255]), Buffer.from(text)]);
  const head = [field("MQTT"), Buffer.from([4, 0xc2, 0, 60])];
  const body = Buffer.concat([...head, field(id), field(username), field(password)]);
  return Buffer.concat([Buffer.from([0x10, (body.length & 127) | 128, body.length >> 7]), body]);
}

/** Writes one byte after the other until the connection is gone. */
function drip(secure: Awaited<ReturnType<typeof tls>>, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (secure.destroyed || at >= bytes.length - 1) return clearInterval(timer);
    secure.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 20);
}

const nobodyLeft = () =>
  expect.poll(() => world.gateway.stats(), { timeout: 20_000 }).toMatchObject({ connections: 0, handshakes: 0 });

describe("a connection that does not say who it is in time is destroyed", () => {
  it("without a byte", async () => {
    const socket = await tcp();
    expect(await endOf(socket.resume())).toBe("ECONNRESET");
    await nobodyLeft();
  });

  it("in the middle of its TLS handshake", async () => {
    const socket = await tcp();
    socket.write(halfHello);
    expect(await endOf(socket.resume())).toBe("ECONNRESET");
    await nobodyLeft();
    expect(await world.log.until(({ msg }) => msg.includes("who they are in time"))).toMatchObject({
      address: "127.0.0.1",
    });
  });

  it("after its TLS handshake", async () => {
    const secure = await tls(await tcp());
    expect(await endOf(secure)).toBe("ECONNRESET");
    await nobodyLeft();
  });

  it("with a CONNECT that comes byte by byte", async () => {
    const secure = await tls(await tcp());
    drip(secure, connectPacket());
    expect(await endOf(secure)).toBe("ECONNRESET");
    await nobodyLeft();
    expect(world.log.all.some(({ msg }) => msg === "a client connected")).toBe(false);
  });

  it("five hundred of them at once", async () => {
    const all = await Promise.all(Array.from({ length: 500 }, tcp));
    const ends = all.map((socket) => endOf(socket.resume()));
    for (const socket of all) if (!socket.destroyed) socket.write(halfHello);
    expect(new Set(await Promise.all(ends))).toEqual(new Set(["ECONNRESET"]));
    await nobodyLeft();
    expect((await world.charger(id)).connected).toBe(true);
  });

  it("by one deadline for all of its stages", async () => {
    const slow = await tcp();
    await sleep(500);
    const second = await tcp();
    await sleep(500);
    // Were there a new deadline from here to CONNECT, the second would be ended before it.
    const order: string[] = [];
    const secure = await tls(slow);
    drip(secure, connectPacket());
    const gone = [endOf(secure), endOf(second.resume())] as const;
    void gone[0].then(() => order.push("first"));
    void gone[1].then(() => order.push("second"));
    await Promise.all(gone);
    expect(order).toEqual(["first", "second"]);
  });
});

describe("a connection that has said who it is", () => {
  it("stays beyond the deadline", async () => {
    const charger = await world.charger(id);
    const other = await tcp();
    await endOf(other.resume());
    expect(charger.connected).toBe(true);
    await expect
      .poll(() => world.gateway.stats(), { timeout: 20_000 })
      .toMatchObject({ connections: 1, handshakes: 0 });
  });
});
