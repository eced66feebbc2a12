import { createHmac, timingSafeEqual } from "node:crypto";

/** A shared access signature of the Azure IoT Hub device protocol, taken apart but not yet believed. */
export interface SasToken {
  /** The resource as sent: the part that was signed. */
  signed: string;
  /** The resource decoded: `{host}/devices/{deviceId}`. */
  host: string;
  deviceId: string;
  signature: Uint8Array;
  /** Seconds since 1970, as sent and as a number. */
  expiry: string;
  expiresAt: number;
}

const longestToken = 2_048;
const scheme = "SharedAccessSignature ";

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the token is malformed, which the caller says.
    return null;
  }
}

function fieldsOf(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const part of text.split("&")) {
    const equals = part.indexOf("=");
    if (equals < 1 || fields.has(part.slice(0, equals))) return null;
    fields.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return fields;
}

/**
 * Reads `SharedAccessSignature sr={host}/devices/{deviceId}&sig={base64}&se={seconds}`: fields in any order, `sr` and `sig`
 * percent-encoded or not, other fields (`skn`) ignored. Never throws; null: no such token.
 */
export function parseSasToken(text: string): SasToken | null {
  if (text.length > longestToken || !text.startsWith(scheme)) return null;
  const fields = fieldsOf(text.slice(scheme.length));
  const signed = fields?.get("sr");
  const expiry = fields?.get("se");
  const signatureText = decoded(fields?.get("sig") ?? "");
  if (!signed || !expiry || !signatureText) return null;
  const [, host, deviceId] = /^([^/]+)\/devices\/([^/]+)$/.exec(decoded(signed) ?? "") ?? [];
  if (!host || !deviceId || !/^\d{1,12}$/.test(expiry)) return null;
  if (!/^[A-Za-z0-9+/]{43}=$/.test(signatureText)) return null;
  const signature = Buffer.from(signatureText, "base64");
  return { signed, host, deviceId, signature, expiry, expiresAt: Number(expiry) * 1_000 };
}

/** Whether the token was signed with this key: HMAC-SHA256 over `{sr as sent}\n{se}`, compared in constant time. */
export function isSignedWith(token: SasToken, key: Uint8Array): boolean {
  const expected = createHmac("sha256", key).update(`${token.signed}\n${token.expiry}`).digest();
  return timingSafeEqual(expected, token.signature);
}

/** Makes a token, as chargers do. `expiresAt` in ms since 1970, `encode`: whether `sr` is percent-encoded. */
export function makeSasToken(
  host: string,
  deviceId: string,
  key: Uint8Array,
  expiresAt: number,
  encode = true,
): string {
  const resource = `${host}/devices/${deviceId}`;
  const signed = encode ? encodeURIComponent(resource) : resource;
  const expiry = Math.floor(expiresAt / 1_000);
  const signature = createHmac("sha256", key).update(`${signed}\n${expiry}`).digest("base64");
  return `${scheme}sr=${signed}&sig=${encodeURIComponent(signature)}&se=${expiry}`;
}
