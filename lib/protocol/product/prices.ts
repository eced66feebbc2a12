import { isUtf8 } from "node:buffer";
import Big from "big.js";
import { isLosslessNumber, parse } from "lossless-json";
import { overlapsIn, quartersIn, type Slot, slotOf, type ToldSlot } from "../../prices/slots";
import type { Message } from "../message";
import { nestedDeeperThan } from "../read/depth";
import { limits } from "../read/limits";
import { quoted, undecodable } from "../read/undecodable";

const prefix = "prices/";
/** What a dashboard subscribes to for published prices; a broker may not let it, and everything else goes on. */
export const pricesFilter = `${prefix}+`;

export const isPricesTopic = (topic: string): boolean => topic.startsWith(prefix);

/** A number as JSON writes it: with an exponent that leaves it a price. */
const number = /^-?\d{1,7}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?$/;

/** Digit by digit, as it was told; null: it is none. */
function priceText(told: unknown): string | null {
  if (typeof told === "string") return told;
  if (!isLosslessNumber(told) || !number.test(told.value)) return null;
  return Big(told.value).toFixed();
}

function toldSlot(given: unknown): ToldSlot | null {
  if (typeof given !== "object" || given === null) return null;
  const { start, end, price, currency }: Record<string, unknown> = { ...given };
  const told = priceText(price);
  if (typeof start !== "string" || typeof end !== "string" || typeof currency !== "string" || told === null)
    return null;
  return { start, end, price: told, currency };
}

function listOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // The only way to learn that it is not JSON; the caller says what follows.
    return undefined;
  }
}

/**
 * What bytes on `prices/{installation}` mean: `[{"start":"2026-03-03T00:00:00+01:00","end":"2026-03-03T00:15:00+01:00","price":0.0834,
 * "currency":"EUR"}]`, of a kWh without VAT, the price a number or decimal text of which no digit is lost. It is taken as a whole or not at
 * all, as a file is. Never throws: anything else is undecodable, its detail names the topic and the place, from 1.
 */
export function decodePrices(topic: string, payload: Uint8Array, receivedAt: number): Message {
  const fault = (reason: Parameters<typeof undecodable>[1], detail: string) =>
    undecodable(null, reason, `prices ${quoted(topic)}: ${detail}`, payload, receivedAt);
  const installationId = topic.slice(prefix.length);
  if (installationId === "" || installationId.includes("/")) return fault("badTopic", "no installation");
  // How a retained message is taken away: what it told stays told.
  if (payload.length === 0) return { kind: "prices", installationId, slots: [] };
  if (payload.length > limits.payloadBytes) return fault("payloadTooLarge", `${payload.length} bytes`);
  if (!isUtf8(payload)) return fault("notUtf8", "invalid UTF-8");
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("utf8");
  if (nestedDeeperThan(text, limits.depth)) return fault("nestingTooDeep", `nested deeper than ${limits.depth}`);
  const list = listOf(text);
  if (list === undefined) return fault("notJson", "not JSON");
  if (!Array.isArray(list) || list.length === 0) return fault("notAnEnvelope", "no list of prices");
  const slots: Slot[] = [];
  for (const [index, given] of list.entries()) {
    const told = toldSlot(given);
    if (told === null) return fault("badValue", `${index + 1}: no start, end, price and currency`);
    const slot = slotOf(told, "kWh");
    if ("code" in slot) return fault("badValue", `${index + 1}: ${slot.code} ${quoted(slot.given)}`);
    slots.push(slot);
  }
  const [overlap] = overlapsIn(slots);
  if (overlap !== undefined) return fault("badValue", `${overlap[0] + 1} and ${overlap[1] + 1} overlap`);
  if (quartersIn(slots) > limits.priceQuarters)
    return fault("badValue", `more than ${limits.priceQuarters} quarter-hours`);
  return { kind: "prices", installationId, slots };
}
