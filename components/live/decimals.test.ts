import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { locales } from "../../lib/messages/locale";
import { decimals } from "./decimals";

/** A number as chargers tell it: up to four decimals, up to a thousand million. */
const told = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }));

describe.each(locales)("decimals in %s", (locale) => {
  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [0, 1],
  ])("are the browser's own, with %i to %i", (least, most) => {
    const { format } = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most });
    const own = decimals(locale, least, most);
    for (const value of [0, -0, 0.05, 1.005, 15.45, 999.95, 999_999.95, -0.04, 1e-9, 123e-7, 1e15, 1_234_567.891])
      expect(own(value), `${value}`).toBe(format(value));
    fc.assert(
      fc.property(told, ([digits, power]) => {
        const value = Number(`${digits}e-${power}`);
        expect(own(value), `${value}`).toBe(format(value));
      }),
    );
  });
});

it("writes a language without words as English", () => {
  expect(decimals("fr", 1, 1)(1_234.5)).toBe("1,234.5");
});
