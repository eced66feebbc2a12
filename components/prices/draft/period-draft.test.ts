import { describe, expect, test } from "vitest";
import { priceModel } from "../../../lib/prices/model";
import { period } from "../../../lib/prices/test-model";
import { draftOf, firstDraft, newBand, newMonthly, nextKey, type PeriodDraft, readPeriod } from "./period-draft";

const timeOfDay = period({
  to: "2026-12-31",
  vatPercent: "8.1",
  energy: {
    kind: "timeOfDay",
    perKwh: "0.9120",
    bands: [
      {
        perKwh: "-1.234500",
        season: { from: "11-01", to: "02-29" },
        days: ["weekday", "holiday"],
        from: "06:00",
        to: "22:00",
      },
      { perKwh: "0.5", season: null, days: ["sunday"], from: "00:00", to: "00:00" },
    ],
  },
  monthly: [{ name: "Administration", amount: "120.50", sharedBy: "place", isProvisional: true }],
  isProvisional: true,
});
const spot = period({ energy: { kind: "spot", factor: "1.05", plusPerKwh: "-0.0125" } });
const faultsOf = (draft: PeriodDraft) => {
  const read = readPeriod(draft);
  return "faults" in read ? Object.fromEntries(read.faults) : {};
};

describe("a period in its fields", () => {
  test.each([period(), timeOfDay, spot])("is the same again, whatever its language writes", (given) => {
    for (const separator of [".", ","]) {
      const read = readPeriod(draftOf(given, separator));
      expect(read).toEqual({ period: given });
      expect(priceModel.safeParse({ periods: ["period" in read && read.period], holidays: [] }).success).toBe(true);
    }
  });

  test("says at each field what is wrong with it", () => {
    const draft = draftOf(timeOfDay, ".");
    const [band] = draft.bands;
    if (band === undefined) throw new Error("no band");
    expect(
      faultsOf({
        ...draft,
        from: "",
        currency: "euro",
        vatPercent: "100",
        perKwh: "1.234,5",
        bands: [{ ...band, perKwh: "", days: [], season: { from: "02-30", to: "03-31" } }],
        monthly: [newMonthly(7)],
      }),
    ).toEqual({
      from: "date",
      currency: "currency",
      vatPercent: "percent",
      perKwh: "decimal",
      "bands.0.perKwh": "decimal",
      "bands.0.days": "days",
      "bands.0.season": "season",
      "monthly.7.name": "name",
      "monthly.7.amount": "decimal",
    });
  });

  test("must not end before it begins", () => {
    const draft = draftOf(period({ from: "2026-03-01" }), ".");
    expect(faultsOf({ ...draft, to: "2026-02-28" })).toEqual({ to: "endBeforeStart" });
    expect(faultsOf({ ...draft, to: "2026-03-01" })).toEqual({});
  });

  test("is judged by the kind that is chosen alone", () => {
    const draft = { ...draftOf(spot, "."), kind: "fixed" as const, factor: "x", bands: [newBand(0)] };
    expect(faultsOf(draft)).toEqual({ perKwh: "decimal" });
    expect(readPeriod({ ...draft, perKwh: "1,5" })).toMatchObject({
      period: { energy: { kind: "fixed", perKwh: "1.5" } },
    });
  });

  test("takes a currency in small letters", () => {
    expect(readPeriod({ ...draftOf(period(), "."), currency: " eur " })).toMatchObject({ period: { currency: "EUR" } });
  });
});

test("the first period of all cannot be taken before its price and VAT are entered", () => {
  expect(faultsOf(firstDraft("2026-07-01", "EUR"))).toEqual({ perKwh: "decimal", vatPercent: "percent" });
});

test("a new row has a key of its own", () => {
  expect([nextKey([]), nextKey([{ key: 0 }, { key: 4 }])]).toEqual([0, 5]);
});
