import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFrameGuard } from "./frame-guard";

const limits = { firstPacketBytes: 300, packetBytes: 1_000, subscribeBytes: 400, control: { burst: 3, perSecond: 1 } };
const guard = () => createFrameGuard(limits, () => 0);

/** One packet: type, length as MQTT writes it, and a body of zeros. */
function packet(type: number, length: number): Uint8Array {
  const header = [type << 4];
  let rest = length;
  do {
    header.push((rest & 0x7f) | (rest > 127 ? 0x80 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(length)]);
}

describe("createFrameGuard", () => {
  it("holds the first packet to its own bound", () => {
    expect(guard()(packet(1, 300))).toBeNull();
    expect(guard()(packet(1, 301))).toBe("packetTooLarge");
  });

  it("holds later packets to theirs, and says so from the header alone", () => {
    const inspect = guard();
    expect(inspect(packet(1, 20))).toBeNull();
    expect(inspect(packet(3, 1_000))).toBeNull();
    expect(inspect(packet(3, 1_001).subarray(0, 3))).toBe("packetTooLarge");
  });

  it("holds subscriptions to theirs, and messages after them to their own again", () => {
    const inspect = guard();
    inspect(packet(1, 20));
    expect([packet(8, 400), packet(3, 1_000), packet(10, 400), packet(8, 401)].map(inspect)).toEqual([
      null,
      null,
      null,
      "packetTooLarge",
    ]);
  });

  it("says once, and not before it is whole, that the first packet has come", () => {
    let begun = 0;
    const inspect = createFrameGuard(
      limits,
      () => 0,
      () => {
        begun += 1;
      },
    );
    const connect = packet(1, 200);
    for (const byte of connect.subarray(0, -1)) inspect(Uint8Array.of(byte));
    expect(begun).toBe(0);
    inspect(connect.subarray(-1));
    inspect(packet(3, 10));
    expect(begun).toBe(1);
  });

  it("refuses a length of five bytes", () => {
    expect(guard()(Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80, 0x01]))).toBe("malformedLength");
  });

  it("counts subscriptions and pings, not messages", () => {
    const inspect = guard();
    inspect(packet(1, 20));
    for (let count = 0; count < 50; count++) expect(inspect(packet(3, 10))).toBeNull();
    const controls = [packet(8, 10), packet(10, 10), packet(12, 0), packet(12, 0)];
    expect(controls.map(inspect)).toEqual([null, null, null, "tooManyControlPackets"]);
  });

  it("finds the same wherever the stream is cut", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 1_100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (lengths, cuts) => {
        const stream = Buffer.concat(lengths.map((length) => packet(3, length)));
        const tooLarge = lengths.some((length, index) => length > (index === 0 ? 300 : 1_000));
        const inspect = guard();
        let found = null;
        for (let at = 0, turn = 0; at < stream.length && !found; turn++) {
          const step = cuts[turn % cuts.length] ?? 1;
          found = inspect(stream.subarray(at, at + step));
          at += step;
        }
        expect(found).toBe(tooLarge ? "packetTooLarge" : null);
      }),
    );
  });
});
