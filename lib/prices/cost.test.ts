import fc from "fast-check";
import { expect, test } from "vitest";
import { costOf } from "./cost";
import { rounded } from "./money";
import { pricer } from "./price-of";
import { at, model, timeZone } from "./test-model";

const quarter = (n: number, wh: number, isEstimated = false) => ({
  at: at("2026-03-03T00:00") + n * 900_000,
  wh,
  isEstimated,
});
const fixed = (perKwh: string, more: object = {}) =>
  pricer(model([{ energy: { kind: "fixed", perKwh }, ...more }]), timeZone, () => null);

test("is energy times price by the quarter-hour, rounded once", () => {
  // Rounded in each quarter-hour it would be 0: 1 Wh costs 0.12345 øre.
  const quarters = Array.from({ length: 1_000 }, (_, n) => quarter(n, 1));
  const cost = costOf(quarters, fixed("1.2345"));
  const amount = cost.amounts.get("NOK");
  expect(amount && rounded(amount, "NOK")).toEqual({ net: "1.23", vat: "0.31", gross: "1.54" });
  expect(cost).toMatchObject({ pricedWh: 1_000, unpriced: [], isEstimated: false, isProvisional: false });
});

test("net, VAT and gross add up, whichever of them was entered", () => {
  const of = (withVat: boolean) => {
    const amount = costOf([quarter(0, 10_000)], fixed("0.9999", { withVat })).amounts.get("NOK");
    return amount && rounded(amount, "NOK");
  };
  expect(of(false)).toEqual({ net: "10.00", vat: "2.50", gross: "12.50" });
  expect(of(true)).toEqual({ net: "8.00", vat: "2.00", gross: "10.00" });
});

test("half a cent is rounded away from nothing, and a currency has its own decimals", () => {
  const of = (perKwh: string, currency: string) => {
    const amount = costOf([quarter(0, 1_000)], fixed(perKwh, { currency, vatPercent: "0" })).amounts.get(currency);
    return amount && rounded(amount, currency).gross;
  };
  expect([of("0.005", "EUR"), of("-0.005", "EUR"), of("0.0049", "EUR")]).toEqual(["0.01", "-0.01", "0.00"]);
  expect([of("30.5", "JPY"), of("0.1235", "KWD")]).toEqual(["31", "0.124"]);
});

test("what has no price is told, and not taken for nothing", () => {
  const priceAt = pricer(
    model([{ to: "2026-03-02" }, { from: "2026-03-03", energy: { kind: "spot", factor: "1", plusPerKwh: "0" } }]),
    timeZone,
    (instant) => (instant >= at("2026-03-03T03:00") ? { perKwh: "1", currency: "NOK" } : null),
  );
  const cost = costOf([quarter(11, 500), quarter(12, 1_000), quarter(10, 250)], priceAt);
  expect(cost).toMatchObject({ pricedWh: 1_000, unpriced: [{ wh: 750, why: "noSpot" }] });
});

test("currencies are never added", () => {
  const priceAt = pricer(
    model([
      { to: "2026-03-02", currency: "SEK" },
      { from: "2026-03-03", currency: "EUR" },
    ]),
    timeZone,
    () => null,
  );
  const { amounts } = costOf([quarter(-1, 1_000), quarter(0, 1_000)], priceAt);
  expect([...amounts.keys()].sort()).toEqual(["EUR", "SEK"]);
});

test("what is estimated, or still to be settled, is told", () => {
  expect(costOf([quarter(0, 1), quarter(1, 1, true)], fixed("1")).isEstimated).toBe(true);
  expect(costOf([quarter(0, 1), quarter(1, 0, true)], fixed("1")).isEstimated).toBe(false);
  expect(costOf([quarter(0, 1)], fixed("1", { isProvisional: true })).isProvisional).toBe(true);
});

test("does not depend on the order, nor on how energy is cut into parts", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5_000), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: -99_999, max: 99_999 }),
      (whs, price) => {
        const priceAt = fixed((price / 10_000).toFixed(4));
        const gross = (quarters: ReturnType<typeof quarter>[]) =>
          costOf(quarters, priceAt).amounts.get("NOK")?.gross.toFixed() ?? "0";
        const quarters = whs.map((wh, n) => quarter(n, wh));
        const halves = whs.flatMap((wh, n) => [quarter(n, Math.floor(wh / 2)), quarter(n, Math.ceil(wh / 2))]);
        expect(gross([...quarters].reverse())).toBe(gross(quarters));
        expect(gross(halves)).toBe(gross(quarters));
      },
    ),
  );
});
