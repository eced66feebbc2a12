import * as ZonedDateTime from "temporal-polyfill/fns/ZonedDateTime";

/** What calendar and clock show in a zone. */
export interface WallClock {
  /** `2026-03-29` */
  date: string;
  /** `02:30` */
  time: string;
  /** 1 is Monday. */
  weekday: number;
}

const two = (value: number) => String(value).padStart(2, "0");

/** @param at ms @param timeZone an IANA name */
export function wallClock(at: number, timeZone: string): WallClock {
  const here = ZonedDateTime.create(BigInt(Math.floor(at)) * 1_000_000n, timeZone);
  return {
    date: `${String(here.year).padStart(4, "0")}-${two(here.month)}-${two(here.day)}`,
    time: `${two(here.hour)}:${two(here.minute)}`,
    weekday: ZonedDateTime.dayOfWeek(here),
  };
}
