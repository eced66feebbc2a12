import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ConfigurationError, loadEnv } from "../../server/base/env";
import { preflight } from "./preflight";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { server, port: address.port };
}

async function takenPort(): Promise<number> {
  const { server, port } = await listening();
  servers.push(server);
  return port;
}

async function freePort(): Promise<number> {
  const { server, port } = await listening();
  server.close();
  await once(server, "close");
  return port;
}

async function faultsOf(given: Record<string, string | number>, mode: "demo" | "real"): Promise<readonly string[]> {
  const source = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  try {
    await preflight(loadEnv(source), mode);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe("preflight", () => {
  it("finds nothing to say about free ports on loopback", async () => {
    expect(await faultsOf({ PORT: await freePort(), GATEWAY_PORT: await freePort() }, "demo")).toEqual([]);
  });

  it("names every port that another program has", async () => {
    const [port, gatewayPort] = [await takenPort(), await takenPort()];
    const faults = await faultsOf({ PORT: port, GATEWAY_PORT: gatewayPort }, "real");
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain(`PORT: port ${port} is taken`);
    expect(faults[1]).toContain(`GATEWAY_PORT: port ${gatewayPort} is taken`);
  });

  it("keeps the demo on loopback, and real mode where it is told", async () => {
    const wide = {
      PORT: await freePort(),
      GATEWAY_PORT: await freePort(),
      HOST: "0.0.0.0",
      GATEWAY_HOST: "example.org",
    };
    const faults = await faultsOf(wide, "demo");
    expect(faults.map((fault) => fault.split(":")[0])).toEqual(["HOST", "GATEWAY_HOST"]);
    expect(await faultsOf(wide, "real")).toEqual([]);
  });

  it("does not take a name for loopback that only begins like its addresses", async () => {
    const ports = { PORT: await freePort(), GATEWAY_PORT: await freePort() };
    expect((await faultsOf({ ...ports, GATEWAY_HOST: "127.example.com" }, "demo"))[0]).toContain("GATEWAY_HOST: demo");
    for (const host of ["127.0.0.1", "127.3.2.1", "localhost"])
      expect(await faultsOf({ ...ports, GATEWAY_HOST: host }, "demo")).toEqual([]);
  });

  it("tells an address of another machine from a port that is taken", async () => {
    const faults = await faultsOf(
      { PORT: await freePort(), GATEWAY_PORT: await freePort(), HOST: "192.0.2.1" },
      "real",
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain("PORT: 192.0.2.1 is no address of this machine");
  });

  it("wants a port each for pages and gateway, except with a broker of the operator's own", async () => {
    const port = await freePort();
    const both = { PORT: port, GATEWAY_PORT: port };
    expect((await faultsOf(both, "real"))[0]).toContain("PORT, GATEWAY_PORT");
    expect(await faultsOf({ ...both, MQTT_URL: "mqtts://broker.example" }, "real")).toEqual([]);
  });
});
