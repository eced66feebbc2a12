const full = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|z|[+-]\d\d:?\d\d)?$/;
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

let lastDate = -1;
let lastDay = 0;

/** Midnight of a date in ms since 1970, or NaN for a date that no calendar has. The last one is remembered: most follow it. */
function dayStart(year: number, month: number, day: number): number {
  const date = year * 10_000 + month * 100 + day;
  if (date === lastDate) return lastDay;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !leap ? 28 : (monthDays[month - 1] ?? 0);
  if (!(day >= 1 && day <= days && year >= 1)) return Number.NaN;
  lastDay = new Date(0).setUTCFullYear(year, month - 1, day);
  lastDate = date;
  return lastDay;
}

/**
 * An instant as chargers write it (ISO 8601, up to microseconds; without a zone it is UTC), in ms since 1970 with
 * microseconds as fraction. NaN: it is none, or a day or hour that does not exist.
 */
export function parseInstant(text: string): number {
  const match = full.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second, digits = "0", zone = "Z"] = match;
  const time = timeOfDay(Number(hour), Number(minute), Number(second));
  const start = dayStart(Number(year), Number(month), Number(day));
  return start + (time + fractionMs(Number(digits), digits.length)) - offsetMs(zone);
}

/** `parseInstant` of `yyyy-mm-ddThh:mm:ss[.f]Z` within bytes, from `from` to before `to`; NaN for anything else. */
export function instantInBytes(bytes: Uint8Array, from: number, to: number): number {
  const digits = to - from - 21;
  const shaped =
    (digits === -1 || (digits > 0 && digits <= 9 && bytes[from + 19] === 46)) &&
    bytes[from + 4] === 45 &&
    bytes[from + 7] === 45 &&
    bytes[from + 10] === 84 &&
    bytes[from + 13] === 58 &&
    bytes[from + 16] === 58 &&
    bytes[to - 1] === 90;
  if (!shaped) return Number.NaN;
  let fraction = 0;
  for (let at = from + 20; at < to - 1; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    fraction = fraction * 10 + digit;
  }
  const time = timeOfDay(two(bytes, from + 11), two(bytes, from + 14), two(bytes, from + 17));
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  return dayStart(year, two(bytes, from + 5), two(bytes, from + 8)) + (time + fractionMs(fraction, digits));
}

function two(bytes: Uint8Array, at: number): number {
  const a = (bytes[at] ?? 0) - 48;
  const b = (bytes[at + 1] ?? 0) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : Number.NaN;
}

function timeOfDay(hour: number, minute: number, second: number): number {
  return hour < 24 && minute < 60 && second < 60 ? (hour * 3600 + minute * 60 + second) * 1000 : Number.NaN;
}

/** `digits` behind the decimal point of a second, as ms; `value` is 0 where there are none. */
function fractionMs(value: number, digits: number): number {
  return digits > 3 ? value / (powers[digits - 3] ?? 1) : value * (powers[3 - digits] ?? 1);
}

/** `+01:30` and alike; `Z` has no hours and no minutes. */
function offsetMs(zone: string): number {
  const plain = zone.replace(":", "");
  const hours = Number(plain.slice(1, 3));
  const minutes = Number(plain.slice(3, 5));
  if (hours > 14 || minutes > 59) return Number.NaN;
  return (plain[0] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
