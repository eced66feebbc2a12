import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { type Curve, curveNames, curves, isCurve } from "./curves";

export interface PublicKey {
  readonly key: KeyObject;
  readonly curve: Curve;
  /** The first 16 hexadecimal digits of SHA-256 over the key in DER: OCMF has no name for a key. */
  readonly id: string;
}

const longestText = 4_096;
const ecPublicKey = "06072a8648ce3d0201";

/**
 * Reads a public key in every form in which meters' keys are handed on: SubjectPublicKeyInfo as PEM (also its base64 alone), base64 or
 * hexadecimal, blanks between the groups; or a bare point (04, x, y; x, y; 02 or 03, x).
 * @param named the curve that its record names: a bare point does not tell its own, and is taken for one of this curve if it can be
 * @returns null: it is no key of a curve that OCMF knows.
 */
export function readPublicKey(text: string, named: Curve): PublicKey | null {
  const bytes = bytesOf(text);
  if (bytes === null) return null;
  if (isSequence(bytes)) return keyOf(bytes);
  for (const curve of [named, ...curveNames]) {
    const der = derOfPoint(bytes, curve);
    const key = der && keyOf(der);
    if (key !== null) return key;
  }
  return null;
}

/** Null: it is not of a curve that is known, or not a point of it. */
function keyOf(der: Buffer): PublicKey | null {
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    const curve = key.asymmetricKeyDetails?.namedCurve ?? "";
    if (!isCurve(curve)) return null;
    return { key, curve, id: createHash("sha256").update(der).digest("hex").slice(0, 16) };
  } catch {
    return null;
  }
}

function bytesOf(text: string): Buffer | null {
  if (text.length > longestText) return null;
  const digits = text.replace(/-----[A-Z ]+-----/g, "").replace(/\s/g, "");
  if (/^(?:[0-9a-f]{2})+$/i.test(digits)) return Buffer.from(digits, "hex");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(digits) ? Buffer.from(digits, "base64") : null;
}

/** Whether a DER sequence fills it: a bare point may begin with the same byte. */
function isSequence(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30 || bytes[1] === undefined) return false;
  const long = bytes[1] === 0x81;
  const length = long ? (bytes[2] ?? 0) : bytes[1];
  return bytes.length === length + (long ? 3 : 2);
}

function derOfPoint(bytes: Buffer, curve: Curve): Buffer | null {
  const { bytes: size, oid } = curves[curve];
  const isBare = bytes.length === 2 * size;
  const isWhole = bytes.length === 2 * size + 1 && bytes[0] === 4;
  const isCompressed = bytes.length === size + 1 && (bytes[0] === 2 || bytes[0] === 3);
  if (!isBare && !isWhole && !isCompressed) return null;
  const point = isBare ? Buffer.concat([Buffer.from([4]), bytes]) : bytes;
  const algorithm = tagged(0x30, Buffer.from(`${ecPublicKey}${oid}`, "hex"));
  return tagged(0x30, Buffer.concat([algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), point]))]));
}

/** A DER value of at most 127 bytes. */
const tagged = (tag: number, value: Buffer) => Buffer.concat([Buffer.from([tag, value.length]), value]);
