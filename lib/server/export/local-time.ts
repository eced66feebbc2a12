import * as ZonedDateTime from "temporal-polyfill/fns/ZonedDateTime";

const minuteMs = 60_000;

/** By how much a zone's clock is ahead of UTC at an instant, whole minutes. @param at ms @param timeZone an IANA name */
export const offsetMinutes = (at: number, timeZone: string): number =>
  Math.round(
    ZonedDateTime.offsetNanoseconds(ZonedDateTime.create(BigInt(Math.floor(at)) * 1_000_000n, timeZone)) / 60e9,
  );

/** `2026-03-29 01:30:00`, as a clock shows it that is so far ahead of UTC; parts of a second are left out. */
export const localTime = (at: number, minutes: number): string =>
  new Date(at + minutes * minuteMs).toISOString().slice(0, 19).replace("T", " ");

const two = (value: number) => String(value).padStart(2, "0");

/** `+02:00` */
export const offsetText = (minutes: number): string =>
  `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
