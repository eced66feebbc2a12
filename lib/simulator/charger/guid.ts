import { integer, type Random } from "../../domain/random";

/** A random (version 4) GUID in its usual text form. */
export function newGuid(random: Random): string {
  const bytes = Array.from({ length: 16 }, () => integer(random, 256));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * A GUID as chargers put it into their telemetry topic: 22 characters of base64url over the .NET byte order (first 4 bytes
 * reversed, next 2 reversed, next 2 reversed, last 8 as they are).
 */
export function topicGuid(guid: string): string {
  const bytes = Buffer.from(guid.replaceAll("-", ""), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes.toString("base64url");
}
