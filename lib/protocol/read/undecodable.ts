import type { UndecodableReason } from "../../domain/charger/undecodable-reason";
import type { DeviceId } from "../../domain/ids";
import { escaped } from "../../domain/plain-text";
import type { Undecodable } from "../charger-report";
import { limits } from "./limits";

/** Cut to at most `bytes` bytes of UTF-8, at a character's border. */
export function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const buffer = Buffer.from(text.slice(0, bytes), "utf8");
  if (buffer.length <= bytes) return text.slice(0, bytes);
  let end = bytes;
  while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end--;
  return buffer.toString("utf8", 0, end);
}

/** What support may see of a payload: cut to 1 KB, control characters escaped, bytes that are no UTF-8 as U+FFFD. */
export function sampleOf(payload: Uint8Array | string): string {
  const text =
    typeof payload === "string"
      ? payload.slice(0, limits.sampleBytes)
      : Buffer.from(payload.subarray(0, limits.sampleBytes)).toString("utf8");
  return cut(escaped(text), limits.sampleBytes);
}

/** A message, or a member of a collection, that could not be read. */
export function undecodable(
  deviceId: DeviceId | null,
  reason: UndecodableReason,
  detail: string,
  sample: Uint8Array | string,
  receivedAt: number,
): Undecodable {
  return { kind: "undecodable", deviceId, reason, detail, sample: sampleOf(sample), receivedAt };
}

/** Outside text within a `detail`: at most 60 characters. */
export function quoted(text: string): string {
  return `"${escaped(text.slice(0, 60)).slice(0, 60)}"`;
}
