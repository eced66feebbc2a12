import fc from "fast-check";
import { expect, it } from "vitest";
import { guidFromBase64Url, normaliseGuid } from "./guid";

/** As .NET's Guid.ToByteArray lays it out. */
function encode(guid: string): string {
  const hex = guid.replaceAll("-", "");
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((n) => Number.parseInt(hex.slice(2 * n, 2 * n + 2), 16))).toString("base64url");
}

it("reads the GUID of a real Pro's installation", () => {
  expect(guidFromBase64Url("IBKEqq3GGDOlwHNHa4angQ")).toBe("aa841220-c6ad-3318-a5c0-73476b86a781");
});

it("reads back any GUID", () => {
  fc.assert(
    fc.property(fc.uuid(), (guid) => {
      expect(guidFromBase64Url(encode(guid))).toBe(guid);
    }),
  );
});

it.each(["", "abc", "IBKEqq3GGDOlwHNHa4angQ==", "IBKEqq3GGDOlwHNHa4ang+", "IBKEqq3GGDOlwHNHa4angQA"])(
  "finds none in %j",
  (text) => expect(guidFromBase64Url(text)).toBeNull(),
);

it("writes GUIDs one way", () => {
  expect(normaliseGuid("AA841220C6AD3318A5C073476B86A781")).toBe("aa841220-c6ad-3318-a5c0-73476b86a781");
  expect(normaliseGuid("AA841220-c6ad-3318-a5c0-73476b86a781")).toBe("aa841220-c6ad-3318-a5c0-73476b86a781");
  expect(normaliseGuid("8d845c4a-...")).toBeNull();
});
