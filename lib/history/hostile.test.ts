import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unpackBlock } from "./block";
import { BrokenBytes } from "./bytes";

/** A block whose checksum is right, whatever its body. */
function blockOf(body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(1);
  head.writeUInt32LE(crc32(body), 1);
  return Buffer.concat([head, body]);
}

test("a body that nobody writes is told, and takes no memory that its bytes do not account for", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
      try {
        unpackBlock(blockOf(body));
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenBytes);
      }
    }),
    { numRuns: 2_000 },
  );
});
