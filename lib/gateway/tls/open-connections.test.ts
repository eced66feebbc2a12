import { describe, expect, it } from "vitest";
import { OpenConnections } from "./open-connections";

const usual = {
  connections: 100,
  connectionsForLoopback: 2,
  connectionsPerAddress: 5,
  handshakes: 50,
  handshakesPerAddress: 3,
  handshakeOldMs: 2_000,
};

function create(more: Partial<typeof usual> = {}) {
  const dropped: string[] = [];
  const open = new OpenConnections<string>({ ...usual, ...more }, (name) => dropped.push(name));
  const openAll = (names: readonly string[], address = "192.0.2.1", now = 0) =>
    names.map((name) => open.opened(name, address, now));
  return { open, openAll, dropped };
}

describe("OpenConnections", () => {
  it("turns away what is one too many under way, of that address alone", () => {
    const { open, openAll, dropped } = create();
    expect(openAll(["a", "b", "c", "d"])).toEqual([null, null, null, "handshakesPerAddress"]);
    expect(open.opened("e", "192.0.2.2", 0)).toBeNull();
    expect(dropped).toEqual([]);
    expect(open.count()).toEqual({ connections: 4, handshakes: 4 });
  });

  it("has room again when one has said who it is, or has left", () => {
    const { open, openAll } = create();
    openAll(["a", "b", "c"]);
    open.connected("a");
    expect(openAll(["d", "e"])).toEqual([null, "handshakesPerAddress"]);
    open.closed("b");
    expect(openAll(["e", "f"])).toEqual([null, "handshakesPerAddress"]);
    expect(open.count()).toEqual({ connections: 4, handshakes: 3 });
  });

  it("lets the oldest go for a new one when it is slow, and never one that has said who it is", () => {
    const { open, openAll, dropped } = create();
    openAll(["a", "b", "c"]);
    open.connected("a");
    openAll(["d"], "192.0.2.1", 1_000);
    expect(open.opened("e", "192.0.2.1", 1_999)).toBe("handshakesPerAddress");
    expect(open.opened("f", "192.0.2.1", 2_000)).toBeNull();
    expect(dropped).toEqual(["b"]);
    open.closed("b");
    expect(open.count()).toEqual({ connections: 4, handshakes: 3 });
  });

  it("bounds the connections of an address, those of one IPv6 customer together", () => {
    const { open } = create();
    for (const [name, tail] of ["a", "b", "c", "d", "e"].entries()) {
      expect(open.opened(tail, `2001:db8::${name + 1}`, 0)).toBeNull();
      open.connected(tail);
    }
    expect(open.opened("f", "2001:db8::99", 0)).toBe("connectionsPerAddress");
    expect(open.opened("g", "2001:db8:0:1::1", 0)).toBeNull();
    open.closed("a");
    expect(open.opened("f", "2001:db8::99", 0)).toBeNull();
  });

  it("bounds those under way from everywhere, this machine's own apart", () => {
    const { open, dropped } = create({ handshakes: 2 });
    expect(open.opened("own", "127.0.0.1", 0)).toBeNull();
    expect(open.opened("a", "192.0.2.1", 0)).toBeNull();
    expect(open.opened("b", "192.0.2.2", 0)).toBeNull();
    expect(open.opened("c", "192.0.2.3", 0)).toBe("handshakes");
    expect(open.opened("own 2", "::1", 0)).toBeNull();
    expect(open.opened("c", "192.0.2.3", 2_000)).toBeNull();
    expect(dropped).toEqual(["a"]);
  });

  it.each(["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])(
    "keeps some of all for this machine: %s",
    (address) => {
      const { open } = create({ connections: 4 });
      const elsewhere = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
      expect(elsewhere.map((from) => open.opened(from, from, 0))).toEqual([null, null, "connections"]);
      expect(["a", "b", "c"].map((name) => open.opened(name, address, 0))).toEqual([null, null, "connections"]);
    },
  );

  it("forgets an address that has no connections left", () => {
    const { open, openAll } = create();
    openAll(["a", "b"]);
    for (const name of ["a", "b", "b", "never there"]) open.closed(name);
    expect(open.count()).toEqual({ connections: 0, handshakes: 0 });
  });
});
