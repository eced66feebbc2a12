import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import type { IClientOptions } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { ended, openWorld, type World } from "../gateway-fixture";
import type { Bounds } from "../limits";

let world: World;
const open: Socket[] = [];

async function start(bounds: Partial<Bounds>): Promise<void> {
  world = await openWorld(undefined, undefined, { bounds });
}

afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await world.close();
});

/** A connection that says nothing; Linux has every address of 127.0.0.0/8. */
function silent(localAddress: string): Socket {
  const socket = connectTcp({ port: world.gateway.port, host: "127.0.0.1", localAddress });
  socket.on("error", () => undefined);
  open.push(socket);
  return socket;
}

const underWay = (handshakes: number) =>
  expect.poll(() => world.gateway.stats().handshakes, { timeout: 20_000 }).toBe(handshakes);

describe("connections under way from one address", () => {
  it("are no more than allowed, the rest is reset; nobody else is shut out", async () => {
    await start({ handshakesPerAddress: 20, handshakeOldMs: 60_000 });
    const all = Array.from({ length: 50 }, () => silent("127.0.0.2"));
    const gone: string[] = [];
    for (const socket of all) socket.once("error", (error) => gone.push("code" in error ? String(error.code) : ""));
    await expect.poll(() => gone.length, { timeout: 20_000 }).toBe(30);
    expect(new Set(gone)).toEqual(new Set(["ECONNRESET"]));
    expect(world.gateway.stats()).toMatchObject({ connections: 20, handshakes: 20 });
    const lines = world.log.all.filter(({ msg }) => msg.includes("GATEWAY_HANDSHAKES_PER_ADDRESS"));
    expect(lines).toMatchObject([{ level: 40, address: "127.0.0.2" }]);
    expect((await world.dashboard()).connected).toBe(true);
    expect((await world.charger("ZPR000001")).connected).toBe(true);
  });

  it("give way to a new one when they are slow, the oldest first", async () => {
    await start({ handshakesPerAddress: 20, handshakeOldMs: 0 });
    const all = Array.from({ length: 20 }, () => silent("127.0.0.1"));
    await underWay(20);
    const dropped = once(all[0] ?? silent("127.0.0.1"), "error");
    expect((await world.charger("ZPR000001")).connected).toBe(true);
    expect(await dropped).toMatchObject([{ code: "ECONNRESET" }]);
    await underWay(19);
  });
});

describe("connections of one address", () => {
  it("are no more than allowed, chargers that stand stay, and another address is let in", async () => {
    await start({ connectionsPerAddress: 2 });
    const from: IClientOptions & { localAddress: string } = { localAddress: "127.0.0.3" };
    const [first, second] = [await world.charger("ZPR000001", from), await world.charger("ZPR000002", from)];
    await expect(world.dashboard("1", from)).rejects.toThrow();
    await world.log.until(({ msg }) => msg.includes("GATEWAY_CONNECTIONS_PER_ADDRESS"));
    expect((await world.dashboard("2")).connected).toBe(true);
    expect([first.connected, second.connected]).toEqual([true, true]);
    const gone = ended(first);
    first.end();
    await gone;
    await expect.poll(() => world.gateway.stats().connections, { timeout: 20_000 }).toBe(2);
    expect((await world.dashboard("3", from)).connected).toBe(true);
  });
});
