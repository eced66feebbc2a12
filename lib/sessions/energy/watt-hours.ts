import { type Decimal, parseDecimal, rounded, shifted } from "../../ocmf/decimal";

/** kWh as they were written, in whole Wh: a number's shortest text has the digits that were sent. Null: no energy. */
export function wholeWh(kwh: number): number | null {
  const decimal: Decimal | null = parseDecimal(String(kwh));
  return decimal === null ? null : rounded(shifted(decimal, 3));
}
