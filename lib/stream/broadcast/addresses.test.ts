import { expect, it } from "vitest";
import { arrive, person, TestStream } from "./test-stream";

const id = "ZAP000001";
const [here, there] = ["192.0.2.7", "192.0.2.9"];

it("from where a charger came whose connection changes too often reaches support alone, at first and as it goes on", async () => {
  const world = new TestStream();
  const begins = (address: string, tookOver: string) => {
    const at = world.clock.now;
    const begun = { address, tookOver, times: 1 };
    const message = { kind: "connection", deviceId: id, connected: true, at, begun } as const;
    const how = { receivedAt: at, backlog: false, timed: true, retained: false, dup: false };
    world.happens({ kind: "arrival", arrival: { message, ...how } });
    world.clock.pass(1_000);
  };
  const fight = () => {
    for (let n = 0; n < 3; n += 1) {
      begins(here, there);
      begins(there, here);
    }
  };
  const scopes = [{ kind: "charger", id }, { kind: "installation", id: "north" }, { kind: "fleet" }] as const;
  const readers = [person("support"), person("owner", "north"), person("manager", "north")];
  const before = readers.map((reader) => world.subscribe(reader, ...scopes));
  fight();
  await arrive();
  const after = readers.map((reader) => world.subscribe(reader, ...scopes));
  await arrive();
  for (const [support, ...others] of [before, after]) {
    const told = support?.frames.flatMap((frame) => ("addresses" in frame ? frame.addresses : []));
    expect(told?.at(-1)).toEqual({ deviceId: id, addresses: [there, here] });
    for (const other of others) {
      expect(other.text).toContain('"flapping":{"since":');
      for (const address of [here, there]) expect(other.text).not.toContain(address);
    }
  }
});
