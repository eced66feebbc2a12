import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeGatewayJournal, encodeGatewayJournal } from "./gateway-journal";

const figures = { bytes: 4_096, oldestAt: 1_700_000_000_000.5, dropped: 2, refused: 3, refusing: true };
const decode = (said: string | Buffer) => decodeGatewayJournal(Buffer.from(said), 7);

describe("what the gateway tells of its journal", () => {
  it.each([
    figures,
    { ...figures, oldestAt: null, refusing: false },
    { bytes: 0, oldestAt: 0, dropped: 0, refused: 0, refusing: false },
  ])("is read as it was told: %j", (told) => {
    expect(decode(encodeGatewayJournal(told))).toEqual({ kind: "gateway", figures: told });
  });

  it.each([
    ["", "notJson"],
    ["null", "notAnEnvelope"],
    ["[]", "notAnEnvelope"],
    ["{}", "notAnEnvelope"],
    [JSON.stringify({ ...figures, bytes: -1 }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, bytes: "1" }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, dropped: 0.5 }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, refused: null }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, refusing: 1 }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, oldestAt: 1e300 }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, oldestAt: -1 }), "notAnEnvelope"],
    [JSON.stringify({ ...figures, oldestAt: "1700000000000" }), "notAnEnvelope"],
    ...Object.keys(figures).map((name) => [JSON.stringify({ ...figures, [name]: undefined }), "notAnEnvelope"]),
    ["7", "notAnEnvelope"],
    [" ".repeat(1_025), "payloadTooLarge"],
  ])("is nothing else: %j", (said, reason) => {
    expect(decode(said)).toMatchObject({ kind: "undecodable", reason, deviceId: null, receivedAt: 7 });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(["gateway", "undecodable"]).toContain(decodeGatewayJournal(bytes, 0).kind);
        },
      ),
    );
  });
});
