import { verify } from "node:crypto";
import { curves } from "./curves";
import type { PublicKey } from "./public-key";

/**
 * Whether a signature (ECDSA, SHA-256) is that of a payload. Besides DER two forms of meters in use are read: integers of a fixed length in
 * what should be DER, and r and s alone.
 */
export function isSignatureOf(payload: string, signature: Buffer, { key, curve }: PublicKey): boolean {
  const data = Buffer.from(payload, "utf8");
  const is = (form: Buffer, dsaEncoding: "der" | "ieee-p1363") => {
    try {
      return verify("sha256", data, { key, dsaEncoding }, form);
    } catch {
      return false;
    }
  };
  if (is(signature, "der")) return true;
  const { bytes } = curves[curve];
  const bare = signature.length === 2 * bytes ? signature : integersIn(signature, bytes);
  return bare !== null && is(bare, "ieee-p1363");
}

/** r and s out of a sequence of two integers, read as unsigned ones. Null: it is no such sequence. */
function integersIn(signature: Buffer, bytes: number): Buffer | null {
  if (signature[0] !== 0x30) return null;
  let at = signature[1] === 0x81 ? 3 : 2;
  const integers: Buffer[] = [];
  while (integers.length < 2) {
    const length = signature[at + 1];
    if (signature[at] !== 0x02 || length === undefined || at + 2 + length > signature.length) return null;
    const integer = withoutZeros(signature.subarray(at + 2, at + 2 + length));
    if (integer.length > bytes) return null;
    integers.push(Buffer.concat([Buffer.alloc(bytes - integer.length), integer]));
    at += 2 + length;
  }
  return at === signature.length ? Buffer.concat(integers) : null;
}

function withoutZeros(integer: Buffer): Buffer {
  const from = integer.findIndex((byte) => byte !== 0);
  return from < 0 ? Buffer.alloc(0) : integer.subarray(from);
}
