import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { proxyFaults, trustedProxies } from "../base/trusted-proxies";
import { clientAddress, clientAddressOf, servedTo } from "./client-address";

describe("clientAddressOf", () => {
  const trusts = trustedProxies("127.0.0.1, 10.0.0.0/8, 2001:db8:1::/48");

  it.each([
    ["nobody is believed who is not named", "198.51.100.7", "192.0.2.1", "198.51.100.7"],
    ["a named proxy says for whom it asks", "127.0.0.1", "192.0.2.1", "192.0.2.1"],
    ["in the IPv6 form too", "::ffff:127.0.0.1", "192.0.2.1", "192.0.2.1"],
    ["what the asker wrote before is not believed", "127.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"],
    ["several proxies in a row", "127.0.0.1", "203.0.113.9, 192.0.2.1, 10.1.2.3", "192.0.2.1"],
    ["all of them proxies", "127.0.0.1", "10.1.2.3", "10.1.2.3"],
    ["IPv6", "2001:db8:1:2::3", "2001:db8:9::1", "2001:db8:9::1"],
    ["with a port", "127.0.0.1", "192.0.2.1:4711", "192.0.2.1"],
    ["IPv6 with a port", "127.0.0.1", "[2001:db8:9::1]:4711", "2001:db8:9::1"],
    ["no header", "127.0.0.1", undefined, "127.0.0.1"],
    ["a header that is no address", "127.0.0.1", "192.0.2.1, nonsense", "127.0.0.1"],
    ["an empty header", "127.0.0.1", "", "127.0.0.1"],
  ])("%s", (_, peer, forwardedFor, client) => {
    expect(clientAddressOf(peer, forwardedFor, trusts)).toBe(client);
  });
});

describe("proxyFaults", () => {
  it("finds nothing wrong with addresses and networks", () => {
    expect(proxyFaults("127.0.0.1, ::1,10.0.0.0/8 , 2001:db8::/32,")).toEqual([]);
  });

  it("names every faulty entry", () => {
    expect(proxyFaults("proxy.example, 10.0.0.0/33, 10.0.0.1/x, 1.2.3.4/8/9, 10.0.0.1")).toEqual([
      "proxy.example is neither an address nor a network",
      "10.0.0.0/33 does not end in a prefix of 0 to 32 bits",
      "10.0.0.1/x does not end in a prefix of 0 to 32 bits",
      "1.2.3.4/8/9 is neither an address nor a network",
    ]);
  });
});

describe("clientAddress", () => {
  it("is of the request that is served, through everything that it waits for, and of no other", async () => {
    const both = ["192.0.2.1", "192.0.2.2"].map((address) =>
      servedTo(address, async () => {
        await sleep(1);
        return clientAddress();
      }),
    );
    expect(await Promise.all(both)).toEqual(["192.0.2.1", "192.0.2.2"]);
    expect(clientAddress()).toBe("unknown");
  });
});
