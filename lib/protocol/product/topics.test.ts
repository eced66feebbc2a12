import { describe, expect, it } from "vitest";
import { connectionTopic, decodeProduct, encodeConnection } from "./topics";

const id = "ZPR000042";
const at = Date.parse("2026-01-01T00:00:00Z");
const read = (payload: Buffer | string) => decodeProduct(connectionTopic(id), Buffer.from(payload), at);
const told = { kind: "connection", deviceId: id, connected: true, at };
const text = (more: object) => JSON.stringify({ connected: true, at: "2026-01-01T00:00:00Z", ...more });

describe("what is told of a connection", () => {
  it.each([
    { address: "192.0.2.7", tookOver: null, times: 1 },
    { address: "2001:db8::7", tookOver: "::ffff:192.0.2.9", times: 12 },
    { address: "fe80::1%eth0", tookOver: null, times: 2 },
  ])("is read as it was told: %j", (begun) => {
    expect(read(encodeConnection(true, at, begun))).toEqual({ ...told, begun });
  });

  it("is read where nothing is told of where it came from, as an earlier gateway and a broker's hooks tell it", () => {
    expect(encodeConnection(true, at).toString()).toBe('{"connected":true,"at":"2026-01-01T00:00:00.000Z"}');
    expect(read(encodeConnection(true, at))).toEqual(told);
    expect(read(encodeConnection(false, at))).toEqual({ ...told, connected: false });
  });

  it.each([
    [{ address: 7, tookOver: {}, times: "many" }, undefined],
    [{ address: "<b>router</b>", times: 0.5 }, undefined],
    [
      { address: "x".repeat(100), tookOver: "192.0.2.9" },
      { address: null, tookOver: "192.0.2.9", times: 1 },
    ],
    [
      { address: "192.0.2.7", times: -3 },
      { address: "192.0.2.7", tookOver: null, times: 1 },
    ],
    [
      { address: "192.0.2.7", times: 1e300 },
      { address: "192.0.2.7", tookOver: null, times: 1 },
    ],
  ])("counts as a connection whatever else it holds: %j", (more, begun) => {
    expect(read(text(more))).toEqual({ ...told, begun });
  });
});
