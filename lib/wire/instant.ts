const full = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|z|[+-]\d\d:?\d\d)?$/;
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

let lastDate = 0;
let lastDay = 0;

function two(text: string, at: number): number {
  const a = text.charCodeAt(at) - 48;
  const b = text.charCodeAt(at + 1) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : Number.NaN;
}

/** Midnight of a date in ms since 1970, or NaN for a date that no calendar has. The last one is remembered: most follow it. */
function dayStart(year: number, month: number, day: number): number {
  const date = year * 10_000 + month * 100 + day;
  if (date === lastDate) return lastDay;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !leap ? 28 : (monthDays[month - 1] ?? 0);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= days && year >= 1)) return Number.NaN;
  const midnight = new Date(0);
  lastDay = midnight.setUTCFullYear(year, month - 1, day);
  lastDate = date;
  return lastDay;
}

/**
 * An instant as chargers write it (ISO 8601, up to microseconds; without a zone it is UTC), in ms since 1970 with
 * microseconds as fraction. NaN: it is none, or a day or hour that does not exist.
 */
export function parseInstant(text: string): number {
  const length = text.length;
  const end = length > 19 && text.charCodeAt(length - 1) === 90 ? length - 1 : length;
  if (end < 19 || end > 29 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) {
    return slowInstant(text);
  }
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return slowInstant(text);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  let fraction = 0;
  if (end > 19) {
    if (text.charCodeAt(19) !== 46 || end === 20) return slowInstant(text);
    for (let at = 20; at < end; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) return slowInstant(text);
      fraction = fraction * 10 + digit;
    }
    const digits = end - 20;
    fraction = digits <= 3 ? fraction * (powers[3 - digits] ?? 1) : fraction / (powers[digits - 3] ?? 1);
  }
  const start = dayStart(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
  return start + (hour * 3600 + minute * 60 + second) * 1000 + fraction;
}

function slowInstant(text: string): number {
  const match = text.length <= 40 ? full.exec(text) : null;
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second, digits = "", zone = "Z"] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  const start = dayStart(Number(year), Number(month), Number(day));
  const time = (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
  return start + time + Number(digits.padEnd(9, "0")) / 1e6 - offsetMs(zone);
}

function offsetMs(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const plain = zone.replace(":", "");
  const hours = Number(plain.slice(1, 3));
  const minutes = Number(plain.slice(3, 5));
  if (hours > 14 || minutes > 59) return Number.NaN;
  return (plain[0] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
