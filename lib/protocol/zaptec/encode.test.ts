import { expect, it } from "vitest";
import { encode } from "./encode";

it("writes an allocation as an array of strings", () => {
  expect(encode("ZPR000001", "r-1", { name: "allocate", currentA: 16, terminals: "1-2-3-N" })).toEqual({
    topic: "devices/ZPR000001/methods/POST/501/?$rid=r-1",
    payload: '["16","4"]',
  });
});

it.each([
  ["pingReply", 1],
  ["restart", 102],
  ["upgradeFirmware", 200],
  ["deallocate", 502],
  ["stop", 506],
  ["start", 507],
  ["tagGranted", 601],
  ["tagDenied", 602],
] as const)("writes %s as method %i with the body null, never empty", (name, number) => {
  expect(encode("ZAP000001", "r", { name })).toEqual({
    topic: `devices/ZAP000001/methods/POST/${number}/?$rid=r`,
    payload: "null",
  });
});

it("does not write what no phase id names", () => {
  expect(encode("ZPR000001", "r", { name: "allocate", currentA: 16, terminals: "1-2-N" })).toBeNull();
  expect(encode("ZPR000001", "r", { name: "allocate", currentA: 16, terminals: "unknown" })).toBeNull();
});
