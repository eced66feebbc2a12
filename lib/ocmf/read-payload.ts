import { isLosslessNumber, parse } from "lossless-json";
import { type Decimal, parseDecimal, shifted } from "./decimal";
import { type ReadingTime, readTime } from "./read-time";

export interface Reading {
  /** Null: none is told, or it is none. */
  time: ReadingTime | null;
  /** B begin, C charging, E L R A P end, S suspended, T tariff, X error; null: a reading outside a session. */
  kind: string | null;
  /** Wh, exactly as told. Null: an event without a value, or no energy. */
  energyWh: Decimal | null;
  /** OBIS code; null where there is no value. */
  register: string | null;
  /** G good; all others are faults. */
  state: string | null;
  /** Of "E" (energy) and "t" (time), what is not to be used. */
  unusable: string;
  eventCounter: string | null;
}

/** What a record says. */
export interface Payload {
  /** Of the meter; null: neither meter nor gateway tells one. */
  serial: string | null;
  /** T and F are counted apart; null: none that can be read. */
  page: { letter: "T" | "F"; number: number } | null;
  /** How well the person is known ("IL"). */
  identification: string | null;
  readings: Reading[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

/** A text, or a number as it is written: meters write either. */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return isLosslessNumber(value) ? value.value : null;
}

const toWh: Readonly<Record<string, number>> = { kwh: 3, wh: 0 };
const longestList = 10_000;

/** Reads a payload; numbers keep the digits that they are written with. Null: it is no JSON object. */
export function readPayload(payload: string): Payload | null {
  const fields = parseFields(payload);
  if (fields === null) return null;
  const listed = Array.isArray(fields.RD) ? fields.RD.slice(0, longestList) : [];
  const readings: Reading[] = [];
  let before: Fields = {};
  for (const given of listed) {
    if (!isFields(given)) continue;
    const { reading, known } = readReading(given, before);
    readings.push(reading);
    before = known;
  }
  return {
    serial: textOf(fields.MS) ?? textOf(fields.GS),
    page: readPage(textOf(fields.PG)),
    identification: textOf(fields.IL),
    readings,
  };
}

/** @returns the section's fields; null: it is no JSON object. */
export function parseFields(section: string): Fields | null {
  try {
    const value = parse(section);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * A field that is left out has the value of the reading before (OCMF 1.4.1, "Reading"): all but the value itself, which an event may do
 * without; and what a value is of, only where there is one.
 */
function readReading(given: Fields, before: Fields): { reading: Reading; known: Fields } {
  const known = { ...before, ...given };
  const value = textOf(given.RV);
  const number = value === null ? null : parseDecimal(value);
  const factor = toWh[(textOf(known.RU) ?? "").trim().toLowerCase()];
  const time = textOf(known.TM);
  const reading = {
    time: time === null ? null : readTime(time),
    kind: textOf(known.TX),
    energyWh: number === null || factor === undefined ? null : shifted(number, factor),
    register: value === null ? null : textOf(known.RI),
    state: textOf(known.ST),
    unusable: textOf(known.EF) ?? "",
    eventCounter: textOf(known.EI),
  };
  return { reading, known };
}

function readPage(text: string | null): Payload["page"] {
  const [, letter, digits] = /^([TF])(\d{1,15})$/.exec(text ?? "") ?? [];
  return letter === "T" || letter === "F" ? { letter, number: Number(digits) } : null;
}
