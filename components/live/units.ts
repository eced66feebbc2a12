import { wallClock } from "../../lib/domain/time/wall-clock";
import { decimals } from "./decimals";

/** A number ready to be shown, and its unit beside it. */
export interface Shown {
  number: string;
  /** Where `number` is rounded outwards, because it is not known better: the bounds as they were worked out. */
  exact?: string;
  unit: "A" | "kW" | "kVA" | "V" | "kWh" | "°C" | "%" | "°" | "dBm" | "KB" | "MB" | "";
}

type Format = (value: number) => Shown;

export interface Units {
  currentA: Format;
  /**
   * Least and most of a current that is not determined; the same once where both look alike. Where they are far apart, in whole amperes
   * that contain both.
   */
  rangeA(least: number, most: number): Shown;
  /** A limit or a fuse: no decimals where there are none. */
  limitA: Format;
  powerW: Format;
  apparentKva: Format;
  percent: Format;
  /** "0.98". */
  powerFactor: Format;
  angleDegrees: Format;
  voltageV: Format;
  energyKwh: Format;
  /** Bytes as KB, from a million on as MB; what is more than nothing never as 0. */
  bytes: Format;
  /** "14:03", with seconds where asked; with the day where it is not today's. */
  time(at: number, now: number, timeZone: string | undefined, seconds?: boolean): string;
  /** "22:00" of an instant ahead; "23 Nov, 10:00" where it is another day by that zone's calendar. */
  endTime(at: number, now: number, timeZone: string): string;
}

const dayOf = (timeZone: string, at: number) => Math.floor(wallClock(timeZone, at) / dayMs);
const made = new Map<string, Units>();
const dayMs = 86_400_000;
/** Of bounds so far apart, tenths tell nothing, A. */
const roughFromA = 3;

function make(locale: string): Units {
  const whole = decimals(locale, 0, 0);
  const one = decimals(locale, 1, 1);
  const two = decimals(locale, 2, 2);
  const upToOne = decimals(locale, 0, 1);
  const clocks = new Map<string, Intl.DateTimeFormat>();

  function clock(timeZone: string | undefined, day: boolean, seconds: boolean): Intl.DateTimeFormat {
    const key = `${timeZone} ${day} ${seconds}`;
    const known = clocks.get(key);
    if (known) return known;
    const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(day ? { day: "numeric", month: "short" } : {}),
      hour: "2-digit",
      minute: "2-digit",
      ...(seconds ? { second: "2-digit" } : {}),
      hourCycle: "h23",
    });
    clocks.set(key, format);
    return format;
  }

  return {
    currentA: (value) => ({ number: one(value), unit: "A" }),
    rangeA: (least, most) => {
      const [from, to] = [one(least), one(most)];
      if (from === to) return { number: from, unit: "A" };
      const exact = `${from}–${to}`;
      if (most - least < roughFromA) return { number: exact, unit: "A" };
      return { number: `${whole(Math.floor(least))}–${whole(Math.ceil(most))}`, exact, unit: "A" };
    },
    limitA: (value) => ({ number: upToOne(value), unit: "A" }),
    powerW: (value) => ({ number: value === 0 ? "0" : one(value / 1000), unit: "kW" }),
    apparentKva: (value) => ({ number: one(value), unit: "kVA" }),
    percent: (value) => ({ number: one(value), unit: "%" }),
    powerFactor: (value) => ({ number: two(value), unit: "" }),
    bytes: (value) =>
      value < 999_950
        ? { number: value === 0 ? "0" : one(Math.max(0.1, value / 1e3)), unit: "KB" }
        : { number: one(value / 1e6), unit: "MB" },
    // Of angles there is no minus zero.
    angleDegrees: (value) => ({ number: whole(Math.round(value) || 0).replace("-", "\u2212"), unit: "°" }),
    voltageV: (value) => ({ number: whole(value), unit: "V" }),
    energyKwh: (value) => ({ number: (value < 10 ? two : one)(value), unit: "kWh" }),
    endTime: (at, now, timeZone) => clock(timeZone, dayOf(timeZone, at) !== dayOf(timeZone, now), false).format(at),
    time: (at, now, timeZone, seconds = false) => clock(timeZone, now - at > dayMs / 2, seconds).format(at),
  };
}

/** Numbers and times as people of a language write them. Formats are made once: making one costs more than a frame. */
export function unitsOf(locale: string): Units {
  const known = made.get(locale);
  if (known) return known;
  const units = make(locale);
  made.set(locale, units);
  return units;
}

/** A value that is no number, such as a version. */
export const asText = (text: string): Shown => ({ number: text, unit: "" });

/** "34.2 A", with a space that does not break. */
export const inWords = ({ number, unit }: Shown): string => `${number}\u00a0${unit}`;
