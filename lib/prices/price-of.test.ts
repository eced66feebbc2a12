import { describe, expect, test } from "vitest";
import type { Band } from "./model";
import { pricer, type SpotPrice } from "./price-of";
import { at, model, timeZone } from "./test-model";

const noSpot = () => null;
const told = (priceAt: ReturnType<typeof pricer>, instant: number) => {
  const price = priceAt(instant);
  return price.isKnown ? `${price.perKwh.toFixed()} ${price.period.currency}` : price.why;
};

describe("periods", () => {
  const priceAt = pricer(
    model([
      { from: "2026-02-01", to: "2026-03-15", energy: { kind: "fixed", perKwh: "1.1" } },
      { from: "2026-03-16", to: null, currency: "EUR", energy: { kind: "fixed", perKwh: "0.3636" } },
    ]),
    timeZone,
    noSpot,
  );
  test.each([
    ["before the first", at("2026-01-31T23:45"), "noPeriod"],
    ["its first quarter-hour, by the zone's own midnight", at("2026-02-01T00:00"), "1.1 NOK"],
    ["its last", at("2026-03-15T23:45"), "1.1 NOK"],
    ["the next, in another currency in the middle of a month", at("2026-03-16T00:00"), "0.3636 EUR"],
    ["until further notice", at("2040-01-01T00:00"), "0.3636 EUR"],
  ])("%s", (_, instant, price) => expect(told(priceAt, instant)).toBe(price));
});

describe("the time of day", () => {
  const band = (more: Partial<Band>): Band => ({
    perKwh: "2",
    season: null,
    days: ["weekday", "saturday", "sunday", "holiday"],
    from: "06:00",
    to: "22:00",
    ...more,
  });
  const priced = (bands: Band[], holidays: string[] = []) =>
    pricer(model([{ energy: { kind: "timeOfDay", perKwh: "1", bands } }], holidays), timeZone, noSpot);

  test("a band holds from its begin, and not at its end", () => {
    const priceAt = priced([band({})]);
    const times = ["05:45", "06:00", "21:45", "22:00"];
    expect(times.map((time) => told(priceAt, at(`2026-03-03T${time}`)))).toEqual(["1 NOK", "2 NOK", "2 NOK", "1 NOK"]);
  });

  test("over midnight it belongs to the day on which it begins", () => {
    const priceAt = priced([band({ days: ["saturday"], from: "22:00", to: "06:00" })]);
    const walls = ["2026-03-07T05:45", "2026-03-07T22:00", "2026-03-08T05:45", "2026-03-08T22:00"];
    expect(walls.map((wall) => told(priceAt, at(wall)))).toEqual(["1 NOK", "2 NOK", "2 NOK", "1 NOK"]);
  });

  test("the first that holds counts, holidays are no weekdays, and all day is all day", () => {
    const priceAt = priced(
      [band({ perKwh: "0.5", days: ["sunday", "holiday"], from: "00:00", to: "00:00" }), band({ days: ["weekday"] })],
      ["2026-05-01"],
    );
    const walls = ["2026-05-01T12:00", "2026-05-02T12:00", "2026-05-03T12:00", "2026-05-04T12:00"];
    expect(walls.map((wall) => told(priceAt, at(wall, "+02:00")))).toEqual(["0.5 NOK", "1 NOK", "0.5 NOK", "2 NOK"]);
  });

  test("a season reaches over the end of the year", () => {
    const priceAt = priced([band({ season: { from: "11-01", to: "03-31" } })]);
    const walls = ["2026-03-31T12:00", "2026-04-01T12:00", "2026-10-31T12:00", "2026-11-01T12:00", "2027-01-01T12:00"];
    expect(walls.map((wall) => told(priceAt, at(wall, "+00:00")))).toEqual([
      "2 NOK",
      "1 NOK",
      "1 NOK",
      "2 NOK",
      "2 NOK",
    ]);
  });

  test("where the clock is set, each quarter-hour has the price of what the clock shows", () => {
    const priceAt = priced([band({ from: "02:00", to: "03:00" })]);
    const dear = (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => told(priceAt, first + i * 900_000)).filter((price) => price === "2 NOK")
        .length;
    // The hour is skipped in March, and comes twice in October.
    expect(dear(at("2026-03-29T00:00"), 92)).toBe(0);
    expect(dear(at("2026-10-25T00:00", "+02:00"), 100)).toBe(8);
  });
});

describe("a price by the market", () => {
  const prices = new Map<number, SpotPrice>([
    [at("2026-03-03T00:00"), { perKwh: "-0.05", currency: "NOK" }],
    [at("2026-03-03T00:15"), { perKwh: "0.8", currency: "EUR" }],
  ]);
  const priceAt = pricer(
    model([{ energy: { kind: "spot", factor: "1.02", plusPerKwh: "0.1" } }]),
    timeZone,
    (instant) => prices.get(instant) ?? null,
  );
  test.each([
    ["may be below nothing, with its own parts around it", "2026-03-03T00:00", "0.049 NOK"],
    ["in another currency counts for nothing", "2026-03-03T00:15", "otherCurrency"],
    ["that was not published is not known", "2026-03-03T00:30", "noSpot"],
  ])("%s", (_, wall, price) => expect(told(priceAt, at(wall))).toBe(price));
});
