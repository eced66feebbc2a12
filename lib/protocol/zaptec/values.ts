import type { ObservationValue } from "../../domain/charger/observation";
import { parseJson } from "../../domain/json";
import { parseDecimal } from "../read/number";
import { normaliseGuid } from "./guid";
import type { ValueType } from "./tables/row-types";

/** What a text is when it is not a value of its type. */
type ValueFault = "badValue" | "notFinite";

/** What a reader gives: the value, null for a cleared one, or a fault. */
export type Read = ObservationValue | null | Fault;

export interface Fault {
  readonly fault: ValueFault;
}
const badValue: Fault = Object.freeze({ fault: "badValue" });
const notFinite: Fault = Object.freeze({ fault: "notFinite" });

type Reader = (raw: string) => Read;

const readDouble: Reader = (raw) => {
  const value = parseDecimal(raw);
  if (value - value === 0) return value;
  return Number.isNaN(value) ? badValue : notFinite;
};

const readInteger: Reader = (raw) => {
  const value = readDouble(raw);
  return typeof value === "number" && !Number.isSafeInteger(value) ? badValue : value;
};

const readBitMask: Reader = (raw) => {
  const value = readInteger(raw);
  return typeof value === "number" && value < 0 ? badValue : value;
};

const booleans = new Map<string, boolean | null>([
  ["1", true],
  ["0", false],
  ["true", true],
  ["false", false],
  ["", null],
]);
const readBoolean: Reader = (raw) => {
  const value = booleans.get(raw) ?? booleans.get(raw.toLowerCase());
  return value === undefined ? badValue : value;
};

const readGuid: Reader = (raw) => (raw === "" ? null : (normaliseGuid(raw) ?? badValue));
const readText: Reader = (raw) => raw;

const readJson: Reader = (raw) => (raw === "" ? null : parseJson(raw) === undefined ? badValue : raw);

const readOcmf: Reader = (raw) => (raw === "" ? null : raw.startsWith("OCMF|{") ? raw : badValue);

const readers: Record<ValueType, Reader> = {
  boolean: readBoolean,
  integer: readInteger,
  double: readDouble,
  bitMask: readBitMask,
  guid: readGuid,
  version: (raw) => (raw === "" ? null : raw),
  json: readJson,
  ocmf: readOcmf,
  text: readText,
};

/**
 * The reader of a type. Cleared is what has no value at all (wire.md section 4); `""` is an empty text, no number, and for all other
 * types as good as cleared. A number is written without blanks.
 */
export function readerOf(type: ValueType): Reader {
  return readers[type];
}

/** Whether what a reader gave is a fault. */
export function isFault(read: Read): read is Fault {
  return typeof read === "object" && read !== null && "fault" in read;
}
