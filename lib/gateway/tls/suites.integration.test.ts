import { connect as connectTls } from "node:tls";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "../gateway-fixture";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** The suite that is agreed on when only these are offered; rejects when there is none. */
function agreed(version: "TLSv1.2" | "TLSv1.3", ciphers: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      port: world.gateway.port,
      host: "127.0.0.1",
      ca: world.tls.ca ?? "",
      servername: "localhost",
      minVersion: version,
      maxVersion: version,
      ciphers: `${ciphers}:${version === "TLSv1.3" ? "DEFAULT:" : ""}@SECLEVEL=0`,
    });
    socket.once("secureConnect", () => {
      resolve(socket.getCipher().name);
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

describe("the gateway agrees on", () => {
  it.each(["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"])(
    "TLS 1.2 with %s",
    async (suite) => {
      expect(await agreed("TLSv1.2", suite)).toBe(suite);
    },
  );

  it.each(["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"])(
    "TLS 1.3 with %s",
    async (suite) => {
      expect(await agreed("TLSv1.3", suite)).toBe(suite);
    },
  );
});

describe("the gateway refuses", () => {
  it.each([
    "ECDHE-ECDSA-AES128-SHA",
    "ECDHE-ECDSA-AES256-SHA",
    "ECDHE-ECDSA-AES128-SHA256",
    "ECDHE-ECDSA-AES256-SHA384",
    "ECDHE-ECDSA-AES128-CCM8",
    "ECDHE-ECDSA-AES256-CCM8",
    "ECDHE-ECDSA-AES128-CCM",
    "AES128-GCM-SHA256",
  ])("TLS 1.2 with %s", async (suite) => {
    await expect(agreed("TLSv1.2", suite)).rejects.toThrow("alert handshake failure");
  });

  it.each(["TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"])("TLS 1.3 with %s", async (suite) => {
    await expect(agreed("TLSv1.3", suite)).rejects.toThrow("alert handshake failure");
  });
});
