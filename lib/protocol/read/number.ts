const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const endless = /^[+-]?(?:nan|inf|infinity)$/i;
const powers = Array.from({ length: 16 }, (_, i) => 10 ** i);

/**
 * A decimal number as chargers write it. NaN: it is none (blanks, hexadecimal and the like, which `Number` would take).
 * ±Infinity: it is one that is not finite, `NaN` and `1e999` among them.
 * A negative zero, which chargers round to, is zero.
 */
export function parseDecimal(text: string): number {
  const length = text.length;
  if (length === 0 || length > 16) return slowDecimal(text);
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  let digits = 0;
  let point = -1;
  const first = at;
  for (; at < length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 48 && c <= 57) digits = digits * 10 + (c - 48);
    else if (c === 46 && point < 0 && at > first) point = at;
    else return slowDecimal(text);
  }
  if (at === first) return slowDecimal(text);
  // Up to 15 digits both are exact integers, so the quotient is the nearest double; a 16th is added with the one rounding that `Number` makes.
  const value = point < 0 ? digits : digits / (powers[length - 1 - point] ?? 1);
  return first === 1 ? 0 - value : value;
}

function slowDecimal(text: string): number {
  if (decimal.test(text)) return Number(text) + 0;
  return endless.test(text) ? Number.POSITIVE_INFINITY : Number.NaN;
}
