import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json";
import type { TwinPart } from "./enrolment";

/** The smallest merge patch that turns `before` into `after`. */
export function patchBetween(before: JsonObject, after: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const name of Object.keys(before)) if (after[name] === undefined) patch[name] = null;
  for (const [name, value] of Object.entries(after)) {
    const known = before[name];
    if (isDeepStrictEqual(known, value)) continue;
    patch[name] = isJsonObject(known) && isJsonObject(value) ? patchBetween(known, value) : value;
  }
  return patch;
}

/** Why a reported patch cannot be taken; null: it can. */
export function patchFault(patch: Json | undefined, depth: number): string | null {
  if (!isJsonObject(patch)) return "not a JSON object";
  return memberFault(patch, depth);
}

function memberFault(value: Json, depth: number): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (depth === 0) return "nested too deep";
  if (!Array.isArray(value) && Object.keys(value).some((name) => name.startsWith("$") || name === "__proto__")) {
    return "a name that is not allowed";
  }
  for (const inner of Object.values(value)) {
    const fault = memberFault(inner, depth - 1);
    if (fault) return fault;
  }
  return null;
}

function withVersion({ document, version }: TwinPart): JsonObject {
  return { ...document, $version: version };
}

/** The answer to a charger that asks for its twin. */
export function twinText(desired: TwinPart, reported: TwinPart): string {
  return JSON.stringify({ desired: withVersion(desired), reported: withVersion(reported) });
}

/** What a charger is told when its desired settings changed. */
export function desiredText(before: TwinPart, after: TwinPart): string {
  return JSON.stringify({ ...patchBetween(before.document, after.document), $version: after.version });
}
