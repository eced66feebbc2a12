import { describe, expect, it } from "vitest";
import { encodePublish } from "./publish-packet";

const plain = { topic: "a/b", payload: Buffer.from("hi"), qos: 0 as const, retain: false, dup: false, messageId: null };

describe("a PUBLISH packet", () => {
  it.each([
    ["at QoS 0", plain, "30 07 0003 612f62 6869"],
    ["retained", { ...plain, retain: true }, "31 07 0003 612f62 6869"],
    ["at QoS 1", { ...plain, qos: 1 as const, messageId: 0x1234 }, "32 09 0003 612f62 1234 6869"],
    ["sent again", { ...plain, qos: 1 as const, messageId: 1, dup: true }, "3a 09 0003 612f62 0001 6869"],
    ["with a topic beyond ASCII", { ...plain, topic: "ä" }, "30 06 0002 c3a4 6869"],
  ])("%s", (_, packet, hex) => {
    expect(encodePublish(packet).toString("hex")).toBe(hex.replaceAll(" ", ""));
  });

  it.each([
    [127, "7f"],
    [128, "8001"],
    [16_383, "ff7f"],
    [16_384, "808001"],
    [2_097_151, "ffff7f"],
    [2_097_152, "80808001"],
  ])("of %i bytes", (length, hex) => {
    const packet = encodePublish({ ...plain, payload: Buffer.alloc(length - 5) });
    expect(packet.subarray(1, 1 + hex.length / 2).toString("hex")).toBe(hex);
    expect(packet.length).toBe(1 + hex.length / 2 + length);
  });
});
