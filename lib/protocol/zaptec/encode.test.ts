import { expect, it } from "vitest";
import { encodeMethod } from "./encode";

it("writes an allocation as an array of strings", () => {
  expect(encodeMethod("ZPR000001", "r-1", { name: "allocate", currentA: 16, phaseId: 4 })).toEqual({
    topic: "devices/ZPR000001/methods/POST/501/?$rid=r-1",
    payload: '["16","4"]',
  });
});

it.each([
  ["pingReply", 1],
  ["restart", 102],
  ["upgradeFirmware", 200],
  ["deallocate", 502],
  ["stopFinal", 506],
  ["resume", 507],
  ["tagGranted", 601],
  ["tagDenied", 602],
] as const)("writes %s as method %i with the body null, never empty", (name, number) => {
  expect(encodeMethod("ZAP000001", "r", { name })).toEqual({
    topic: `devices/ZAP000001/methods/POST/${number}/?$rid=r`,
    payload: "null",
  });
});
