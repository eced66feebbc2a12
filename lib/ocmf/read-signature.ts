import { isLosslessNumber } from "lossless-json";
import { type Curve, curveOf } from "./curves";
import { parseFields } from "./read-payload";

/** What the third section says. */
export type SignatureSection =
  | { kind: "signature"; curve: Curve; bytes: Buffer }
  /** There is no signature in it. */
  | { kind: "none" }
  | { kind: "unknown"; what: "section" | "algorithm" | "encoding" };

const usual = { SA: "ECDSA-secp256r1-SHA256", SE: "hex", SM: "application/x-der" };

/** Reads a signature section; what it leaves out has the format's defaults (OCMF 1.4.1, "Signature section"). */
export function readSignature(section: string): SignatureSection {
  const fields = parseFields(section);
  if (fields === null) return { kind: "unknown", what: "section" };
  const text = (name: "SA" | "SE" | "SM") => {
    const value = fields[name] ?? usual[name];
    return typeof value === "string" ? value.trim() : String(isLosslessNumber(value) ? value.value : typeof value);
  };
  const { SD: data } = fields;
  if (data === undefined || data === null || data === "") return { kind: "none" };
  const curve = curveOf(text("SA"));
  if (curve === null) return { kind: "unknown", what: "algorithm" };
  const bytes = text("SM").toLowerCase() === usual.SM ? bytesOf(data, text("SE").toLowerCase()) : null;
  return bytes === null ? { kind: "unknown", what: "encoding" } : { kind: "signature", curve, bytes };
}

const isHex = /^(?:[0-9a-f]{2})*$/i;
const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Null: an encoding that OCMF does not know. What is not in the encoding that it claims is a signature of nothing. */
function bytesOf(data: unknown, encoding: string): Buffer | null {
  if (encoding !== "hex" && encoding !== "base64") return null;
  const text = typeof data === "string" ? data.replace(/\s/g, "") : "";
  if (encoding === "hex" && isHex.test(text)) return Buffer.from(text, "hex");
  return isBase64.test(text) ? Buffer.from(text, "base64") : Buffer.alloc(0);
}
