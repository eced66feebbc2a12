import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startGateway } from "../gateway";
import { openWorld, type World } from "../gateway-fixture";
import { makeServerCertificate } from "./make-certificate";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

function serialSeen(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(
      { port: world.gateway.port, host: "127.0.0.1", ca: world.tls.ca ?? "", servername: "localhost" },
      () => {
        resolve(socket.getPeerCertificate().serialNumber);
        socket.destroy();
      },
    );
    socket.once("error", reject);
  });
}

describe("the listener", () => {
  it("takes a new certificate without losing a connection", async () => {
    const charger = await world.charger("ZPR000001");
    const before = await serialSeen();
    const authorityKey = await readFile(join(world.dir, "tls", "ca-key.pem"), "utf8");
    const key = authorityKey.slice(authorityKey.indexOf("-----BEGIN PRIVATE KEY"));
    const next = await makeServerCertificate({ cert: world.tls.ca ?? "", key }, ["localhost"], Date.now(), 90);
    world.gateway.renewCertificate({ ...next, ca: world.tls.ca });
    expect(await serialSeen()).not.toBe(before);
    expect((await world.charger("ZPR000002")).connected).toBe(true);
    expect(charger.connected).toBe(true);
  });

  it("says when its port is taken, and leaves nothing behind", async () => {
    const taken = startGateway(
      {
        host: "localhost",
        port: world.gateway.port,
        bind: "127.0.0.1",
        tls: world.tls,
        dashboard: { username: "phaseboard", password: "x" },
        log: pino({ level: "silent" }),
      },
      world.source,
    );
    await expect(taken).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("ends every connection when it closes", async () => {
    const charger = await world.charger("ZPR000001");
    const closed = new Promise<void>((resolve) => charger.once("close", () => resolve()));
    await world.gateway.close();
    await closed;
    await expect(serialSeen()).rejects.toThrow();
  });
});
