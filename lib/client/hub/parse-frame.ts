import type { Frame } from "../../contract/frame";
import { parseJson } from "../../domain/json";

const kinds = new Set(["snapshot", "delta", "heartbeat", "bye"]);

function isFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null) return false;
  const { kind, rev, at } = value as Record<string, unknown>;
  return typeof kind === "string" && kinds.has(kind) && Number.isFinite(rev) && Number.isFinite(at);
}

/**
 * The frame in an event's data; null for anything that is not one. Only the envelope is checked: the parts come from the
 * same build of the same product, many times a second.
 */
export function parseFrame(text: string): Frame | null {
  const value: unknown = parseJson(text);
  return isFrame(value) ? value : null;
}
