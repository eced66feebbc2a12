import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openConnection, type Timings } from "./connection";
import type { Address, BrokerOptions } from "./options";
import { createAuthority, type Pair } from "./test-certificates";
import { type ClientPacket, connack, onPacket, puback, suback } from "./test-packets";

const timings: Timings = {
  keepaliveS: 60,
  silentMs: 60_000,
  watchMs: 50,
  openMs: 30_000,
  markerMs: 60_000,
  measureMs: 60_000,
};
const options: BrokerOptions = {
  url: "",
  clientId: "phaseboard-a",
  protocolVersion: 4,
  reading: { kind: "session", keep: null },
  stamps: false,
};
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A broker that answers as told, with TLS where it has a certificate. `resets` grows when a client resets its connection. */
async function listen(serve: (socket: Socket) => void, pair?: Pair) {
  const resets: string[] = [];
  const open: Socket[] = [];
  const serveOne = (socket: Socket) => {
    open.push(socket);
    socket.on("error", (error) => resets.push(error.message));
    serve(socket);
  };
  const server = (pair ? createTlsServer(pair, serveOne) : createServer(serveOne)).listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const at = server.address();
  const port = typeof at === "object" && at ? at.port : 0;
  return { address: { host: "127.0.0.1", port, secure: pair !== undefined }, resets };
}

/** Welcomes a client, grants its first subscription with `codes` and each later one with `later`, and answers what it publishes. */
function serving(codes: readonly number[], published: (packet: ClientPacket) => Buffer, later = 1) {
  return (socket: Socket) => {
    let granted = codes;
    onPacket(socket, (packet) => {
      if (packet.kind === 1) socket.write(connack);
      else if (packet.kind === 8) {
        socket.write(suback(packet, granted));
        granted = [later];
      } else if (packet.kind === 3) socket.write(published(packet));
    });
  };
}

const allGranted = [1, 1, 1, 1];

const wanted = { meters: new Set<string>(), prices: true };

function connectTo(address: Address, more: Partial<Timings> = {}, ca?: string) {
  const told: string[] = [];
  const refused: string[] = [];
  const down = new Promise<string>((resolve) => {
    const on = {
      arrival: () => undefined,
      message: () => undefined,
      failed: () => undefined,
      up: () => told.push("up"),
      topicRefused: (topic: string) => refused.push(topic),
      pricesUnanswered: () => refused.push("without an answer"),
      down: (reason: string) => resolve(reason),
    };
    openConnection(address, { ...options, ...(ca !== undefined && { ca }) }, on, wanted, { ...timings, ...more });
  });
  return { down, told, refused };
}

describe("a connection says why it ended", () => {
  it("nobody speaks MQTT on the other side", async () => {
    const { address } = await listen(() => undefined);
    expect(await connectTo(address, { openMs: 200 }).down).toBe("timedOut");
  });

  it("what answers is not MQTT", async () => {
    const { address } = await listen((socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await connectTo(address).down).toBe("protocolRefused");
  });

  it("a subscription is refused", async () => {
    const { address } = await listen(serving([1, 128, 1, 1], puback));
    expect(await connectTo(address).down).toBe("subscriptionRefused");
  });

  it("its marker does not come back", async () => {
    const { address } = await listen(serving(allGranted, puback));
    const { down, told } = connectTo(address, { markerMs: 100 });
    expect(await down).toBe("markerRefused");
    expect(told).toEqual([]);
  });
});

it("a broker that does not let prices be read is up all the same, and it is told", async () => {
  const { address } = await listen(serving(allGranted, ({ whole }) => whole, 128));
  const { told, refused } = connectTo(address);
  await vi.waitFor(() => expect([told, refused]).toEqual([["up"], ["prices/+"]]));
});

it("a broker that ends the connection of who asks for prices is told apart from one that answers", async () => {
  const { address } = await listen((socket) => {
    let asked = 0;
    onPacket(socket, (packet) => {
      if (packet.kind === 1) socket.write(connack);
      else if (packet.kind === 8 && ++asked > 1) socket.destroy();
      else if (packet.kind === 8) socket.write(suback(packet, allGranted));
    });
  });
  const { down, told, refused } = connectTo(address);
  expect(await down).toBe("connectionLost");
  expect([told, refused]).toEqual([[], ["without an answer"]]);
});

describe.each(["TCP", "TLS"])("a broker that stops answering, over %s", (how) => {
  it("is given up, and what was not sent yet is thrown away by a reset", async () => {
    const authority = await createAuthority();
    const pair = how === "TLS" ? await authority.issue(["127.0.0.1"]) : undefined;
    const { address, resets } = await listen(
      serving(allGranted, ({ whole }) => whole),
      pair,
    );
    const { down, told } = connectTo(address, { silentMs: 1500 }, authority.ca);
    expect(await down).toBe("silent");
    expect(told).toEqual(["up"]);
    await expect.poll(() => resets).toEqual(["read ECONNRESET"]);
  });
});

it("a broker whose answers to pings stand behind a long backlog is there as long as anything comes, and gets its pings", async () => {
  let pings = 0;
  const message = Buffer.from([0x30, 5, 0, 3, 0x61, 0x2f, 0x62]);
  const { address } = await listen((socket) => {
    const sending = setInterval(() => socket.write(message), 20);
    let granted: readonly number[] = allGranted;
    socket.once("close", () => clearInterval(sending));
    onPacket(socket, (packet) => {
      if (packet.kind === 1) socket.write(connack);
      else if (packet.kind === 8) {
        socket.write(suback(packet, granted));
        granted = [1];
      } else if (packet.kind === 3) socket.write(packet.whole);
      else if (packet.kind === 12 && ++pings === 4) clearInterval(sending);
    });
  });
  const { down, told } = connectTo(address, { keepaliveS: 1, silentMs: 1_300 });
  expect(await down).toBe("silent");
  expect(told).toEqual(["up"]);
  expect(pings).toBeGreaterThanOrEqual(4);
});
