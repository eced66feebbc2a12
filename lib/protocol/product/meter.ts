import { isUtf8 } from "node:buffer";
import { parseJson } from "../../domain/json";
import type { Triple } from "../../domain/topology";
import type { Message } from "../message";
import { nestedDeeperThan } from "../read/depth";
import { parseInstant } from "../read/instant";
import { limits } from "../read/limits";
import { parseDecimal } from "../read/number";
import { quoted, undecodable } from "../read/undecodable";

/** Amperes as a number or as text, which is read as a charger's are; null: not said. NaN: something else. */
function ampereOf(given: unknown): number | null {
  if (given === null || given === undefined) return null;
  const value = typeof given === "string" ? parseDecimal(given) : given;
  return typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
}

/**
 * What a meter's bytes mean: `{"at":"2026-01-01T00:00:00Z","currentA":[12.3,"4.5",null]}`, amperes on L1, L2, L3 as numbers or
 * text. A line that is missing or null is unknown, and with a fault one that cannot be read; without `at` the reading is as old as its
 * arrival, and one whose clock is ahead too. Never throws: anything else is undecodable, its detail names the topic.
 */
export function decodeMeter(topic: string, payload: Uint8Array, receivedAt: number): Message {
  const fault = (reason: Parameters<typeof undecodable>[1], detail: string) =>
    undecodable(null, reason, `meter ${quoted(topic)}: ${detail}`, payload, receivedAt);
  if (payload.length > limits.meterBytes) return fault("payloadTooLarge", `${payload.length} bytes`);
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("utf8");
  if (!isUtf8(payload)) return fault("notUtf8", "invalid UTF-8");
  if (nestedDeeperThan(text, limits.depth)) return fault("nestingTooDeep", `nested deeper than ${limits.depth}`);
  const parsed = parseJson(text);
  if (parsed === undefined) return fault("notJson", text === "" ? "empty" : "not JSON");
  if (typeof parsed !== "object" || parsed === null || !("currentA" in parsed) || !Array.isArray(parsed.currentA))
    return fault("notAnEnvelope", "no object with a list currentA");
  const given: unknown[] = parsed.currentA;
  if (given.length > 3) return fault("badValue", "more than three currents");
  const told: Triple<number | null> = [ampereOf(given[0]), ampereOf(given[1]), ampereOf(given[2])];
  const unread = told.some(Number.isNaN) ? fault("badValue", "a current is no number of amperes") : null;
  const known = (ampere: number | null) => (Number.isNaN(ampere) ? null : ampere);
  const currentA: Triple<number | null> = [known(told[0]), known(told[1]), known(told[2])];
  const meter = { kind: "meter", topic, currentA, ...(unread && { fault: unread }) } as const;
  if (!("at" in parsed) || parsed.at === null || parsed.at === undefined) return { ...meter, at: receivedAt };
  const at = typeof parsed.at === "string" ? parseInstant(parsed.at) : Number.NaN;
  if (Number.isNaN(at)) return fault("badObservedAt", "at is no instant");
  return { ...meter, at: Math.min(at, receivedAt) };
}
