import type { Observation } from "../../domain/charger/observation";
import type { DeviceId } from "../../domain/ids";
import { instantInBytes } from "../read/instant";
import { limits } from "../read/limits";
import { isObservationId, isRejection, readObservation } from "./observation";

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const collection = ascii('{"Observations":[');
const collectionEnd = ascii('],"Type":6}');
const observedAt = ascii('"ObservedAt":"');
const observationId = ascii('"ObservationId":');
const valueKey = ascii('"Value":');
const typeOne = ascii('"Type":1');
const nothing = ascii("null");
const quote = 34;
const comma = 44;
const minus = 45;
const backslash = 92;
const opening = 123;
const closing = 125;

/** Where the member that was read last ends. */
let memberEnd = 0;

/**
 * Reads observations written the usual way: no blanks, no escapes, plain ASCII, nothing unknown, nothing wrong. That is what
 * nearly every message is, and it is read here in one pass without an intermediate object. Null says nothing about the message
 * but that it has to be read by the JSON parser, which gives the same for all that is read here.
 *
 * @param text the same bytes as text
 */
export function readUsual(
  bytes: Uint8Array,
  text: string,
  receivedAt: number,
  deviceId: DeviceId,
): Observation[] | null {
  if (text.length !== bytes.length) return null;
  const begin = behind(bytes, 0, collection);
  if (begin < 0) {
    const single = readMember(bytes, text, 0, receivedAt, deviceId);
    return single && memberEnd === bytes.length ? [single] : null;
  }
  const observations: Observation[] = [];
  memberEnd = begin - 1;
  do {
    const member = readMember(bytes, text, memberEnd + 1, receivedAt, deviceId);
    if (!member || observations.length === limits.observations) return null;
    observations.push(member);
  } while (bytes[memberEnd] === comma);
  return behind(bytes, memberEnd, collectionEnd) === bytes.length ? observations : null;
}

function readMember(
  bytes: Uint8Array,
  text: string,
  from: number,
  receivedAt: number,
  deviceId: DeviceId,
): Observation | null {
  if (bytes[from] !== opening) return null;
  let at = from;
  let id = Number.NaN;
  let own = Number.NaN;
  let raw: string | null = null;
  let typed = false;
  do {
    const key = at + 1;
    const initial = bytes[key + 1];
    if (initial === 79) {
      at = behind(bytes, key, observedAt);
      if (at > 0) {
        const end = closingQuote(bytes, at);
        if (end < 0) return null;
        own = instantInBytes(bytes, at, end);
        at = end + 1;
      } else {
        at = behind(bytes, key, observationId);
        if (at < 0) return null;
        const end = digitsEnd(bytes, at);
        id = wholeNumber(bytes, at, end);
        at = end;
      }
    } else if (initial === 86) {
      const value = behind(bytes, key, valueKey);
      if (value < 0) return null;
      at = behind(bytes, value, nothing);
      if (at > 0) raw = null;
      else {
        const end = bytes[value] === quote ? closingQuote(bytes, value + 1) : -1;
        // From 13 characters on V8 would give a view that keeps the whole message in memory.
        if (end < 0 || end - value > 13) return null;
        raw = text.substring(value + 1, end);
        at = end + 1;
      }
    } else {
      at = behind(bytes, key, typeOne);
      if (at < 0) return null;
      typed = true;
    }
  } while (bytes[at] === comma);
  if (bytes[at] !== closing || !typed || !isObservationId(id)) return null;
  memberEnd = at + 1;
  const result = readObservation(id, raw, own, receivedAt, deviceId);
  return isRejection(result) ? null : result;
}

/** The place behind `word`, or -1 when it does not stand at `at`. */
function behind(bytes: Uint8Array, at: number, word: Uint8Array): number {
  for (let n = 0; n < word.length; n++) if (bytes[at + n] !== word[n]) return -1;
  return at + word.length;
}

/** The place of the next quote, or -1 when before it comes something that needs the parser. */
function closingQuote(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const c = bytes[at] ?? 0;
    if (c === quote) return at;
    if (c < 32 || c > 126 || c === backslash) return -1;
  }
  return -1;
}

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === minus ? from + 1 : from;
  for (; at < bytes.length; at++) {
    const c = bytes[at] ?? 0;
    if (c < 48 || c > 57) break;
  }
  return at;
}

/** A whole number of at most 7 digits as JSON writes it, or NaN. */
function wholeNumber(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from] === minus ? from + 1 : from;
  const digits = to - first;
  if (digits < 1 || digits > 7 || (digits > 1 && bytes[first] === 48)) return Number.NaN;
  let value = 0;
  for (let at = first; at < to; at++) value = value * 10 + ((bytes[at] ?? 0) - 48);
  return first > from ? -value : value;
}
