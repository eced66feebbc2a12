/** An exact decimal number: `digits` x 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** No meter counts further; a longer exponent would only make a number that fills the memory. */
const largestExponent = 30;
const longestText = 60;
const pattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads a decimal text, also with blanks around it, leading zeros or an exponent. Null: it is none, or beyond all bounds. */
export function parseDecimal(text: string): Decimal | null {
  const found = text.length > longestText ? null : pattern.exec(text.trim());
  if (found === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = found;
  const shift = Number(exponent);
  if (Math.abs(shift) > largestExponent) return null;
  const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`);
  return shifted({ digits, scale: fraction.length }, shift);
}

/** Times 10^`by`. */
export function shifted({ digits, scale }: Decimal, by: number): Decimal {
  const to = scale - by;
  return to >= 0 ? { digits, scale: to } : { digits: digits * 10n ** BigInt(-to), scale: 0 };
}

const aligned = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
};

export function minus(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: left - right, scale };
}

export const isNegative = ({ digits }: Decimal): boolean => digits < 0n;

/** The nearest whole number, halves away from zero. */
export function rounded({ digits, scale }: Decimal): number {
  const unit = 10n ** BigInt(scale);
  const half = digits < 0n ? -unit / 2n : unit / 2n;
  return Number((digits + half) / unit);
}
