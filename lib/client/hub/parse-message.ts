import type { FromHub, ToHub } from "./hub-protocol";

const toHub = new Set(["want", "wake", "leave", "signedOut"]);
const fromHub = new Set(["frame", "status", "signedOut", "refresh", "closing"]);

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null || !("kind" in value)) return "";
  return typeof value.kind === "string" ? value.kind : "";
}

/** A message between tab and hub of the same build; anything else (an extension's, an older build's) is left alone. */
export const isToHub = (value: unknown): value is ToHub => toHub.has(kindOf(value));
export const isFromHub = (value: unknown): value is FromHub => fromHub.has(kindOf(value));
