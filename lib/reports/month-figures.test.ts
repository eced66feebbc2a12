import { describe, expect, it } from "vitest";
import { spanOfMonth } from "../domain/time/months";
import type { PriceModel } from "../prices/model";
import { pricer } from "../prices/price-of";
import { model, timeZone } from "../prices/test-model";
import { figuresOf } from "./month-figures";
import { addSession, emptyMonth, type MonthSession } from "./month-sums";
import type { MonthFigures } from "./types";

const quarterMs = 900_000;
const month = "2026-03";
const span = spanOfMonth(month, timeZone);
const at = (text: string) => Date.parse(`${text}+01:00`);

/** One of so many Wh in each of its quarter-hours. */
function session(from: string, quarters: readonly number[], more: Partial<MonthSession> = {}): MonthSession {
  const begin = at(from);
  return {
    deviceId: "ZAP000001",
    tag: null,
    begin,
    end: begin + quarters.length * quarterMs,
    energyWh: quarters.reduce((sum, wh) => sum + wh, 0),
    meterStartWh: null,
    meterEndWh: null,
    quarters: quarters.map((wh, n) => ({ at: begin + n * quarterMs, wh, isEstimated: false })),
    flags: [],
    ...more,
  };
}

const fixed = (more: object = {}) => model([{ energy: { kind: "fixed", perKwh: "1" }, vatPercent: "0", ...more }]);

function figures(sessions: readonly MonthSession[], prices: PriceModel = fixed(), of = month): MonthFigures<string> {
  const sums = emptyMonth();
  for (const one of sessions) addSession(sums, of === month ? span : spanOfMonth(of, timeZone), one);
  return figuresOf({
    month: of,
    sums,
    places: [{ deviceId: "ZAP000001", name: "A1", circuit: "Garage", respondedPercent: 99.5 }],
    model: prices,
    priceAt: pricer(prices, timeZone, () => null),
    watchedMs: 1,
  });
}
const gross = (amounts: readonly { gross: string; currency: string }[]) =>
  amounts.map(({ gross: sum, currency }) => `${sum} ${currency}`).join(" + ");

describe("a month's energy and sessions", () => {
  it("belongs to it by the quarter-hour, a session by its end", () => {
    const over = session("2026-02-28T23:30", [1_000, 2_000, 4_000, 8_000]);
    const [february, march] = [figures([over], fixed(), "2026-02"), figures([over])];
    expect(february).toMatchObject({ wh: 3_000, sessions: 0, goneOn: 1, fromBefore: 0, sessionWh: 0 });
    expect(march).toMatchObject({ wh: 12_000, sessions: 1, goneOn: 0, fromBefore: 1, sessionWh: 15_000 });
    expect([gross(february.total), gross(march.total)]).toEqual(["3.00 NOK", "12.00 NOK"]);
  });

  it("ends with the last quarter-hour of a month whose clock is set forward", () => {
    expect((span.to - span.from) / quarterMs).toBe(31 * 96 - 4);
    const last = session("2026-03-31T22:45", [500], { end: span.to - 1 });
    const next = session("2026-03-31T23:00", [700]);
    expect(figures([last, next])).toMatchObject({ wh: 500, sessions: 1 });
  });

  it("has what is in no quarter-hour in the month of the session's end, without a price", () => {
    const figure = figures([
      session("2026-03-02T10:00", [], { end: at("2026-03-02T11:00"), energyWh: 900, quarters: null }),
    ]);
    expect(figure).toMatchObject({ wh: 900, unpriced: [{ why: "noTime", wh: 900 }], total: [] });
  });

  it("tells of how many sessions the energy is not known, and takes it not for 0", () => {
    const unknown = session("2026-03-02T10:00", [], { end: at("2026-03-02T11:00"), energyWh: null, quarters: null });
    expect(figures([unknown])).toMatchObject({ sessions: 1, unknownEnergy: 1, wh: 0, people: [{ unknownEnergy: 1 }] });
  });

  it("is of nobody where no tag is known, and those come last", () => {
    const of = figures([session("2026-03-02T10:00", [9_000]), session("2026-03-03T10:00", [1_000], { tag: "t" })]);
    expect(of.people.map(({ who, wh }) => [who, wh])).toEqual([
      ["t", 1_000],
      [null, 9_000],
    ]);
  });

  it("of none are nothing, and its places are told all the same", () => {
    expect(figures([])).toMatchObject({ people: [], places: [{ name: "A1", wh: 0, meterWh: null }], wh: 0, total: [] });
  });
});

describe("the meter beside the sessions", () => {
  it("counts from the first session's begin to the last one's end, with the difference", () => {
    const of = figures([
      session("2026-03-05T10:00", [2_000], { meterStartWh: 103_000, meterEndWh: 105_000 }),
      session("2026-03-02T10:00", [2_500], { meterStartWh: 100_000, meterEndWh: 102_500 }),
    ]);
    expect(of.places).toMatchObject([{ meterWh: 5_000, sessionWh: 4_500, differenceWh: 500, respondedPercent: 99.5 }]);
  });

  it("is not known where no session tells it, and places that are gone are told by their id", () => {
    const of = figures([session("2026-03-02T10:00", [2_500], { deviceId: "ZAP000009" })]);
    expect(of.places).toMatchObject([
      { name: "A1", wh: 0 },
      { name: "ZAP000009", circuit: null, meterWh: null, differenceWh: null },
    ]);
  });
});

describe("cost", () => {
  const part = (sharedBy: "kwh" | "place" | "equally", amount = "100") => ({
    name: "fee",
    amount,
    sharedBy,
    isProvisional: false,
  });
  const two = [session("2026-03-02T10:00", [3_000], { tag: "a" }), session("2026-03-03T10:00", [1_000], { tag: "b" })];

  it.each([
    ["kwh", ["78.00 NOK", "26.00 NOK"]],
    ["place", ["53.00 NOK", "51.00 NOK"]],
    ["equally", ["53.00 NOK", "51.00 NOK"]],
  ] as const)("has monthly parts shared by %s", (sharedBy, told) => {
    const of = figures(two, fixed({ monthly: [part(sharedBy)] }));
    expect(of.people.map(({ total }) => gross(total))).toEqual(told);
    expect(gross(of.total)).toBe("104.00 NOK");
    expect(of.people.map(({ energy }) => gross(energy))).toEqual(["3.00 NOK", "1.00 NOK"]);
  });

  it("has a place shared by those who charged at it", () => {
    const alone = session("2026-03-04T10:00", [0], { tag: "c", deviceId: "ZAP000002" });
    const of = figures([...two, alone], fixed({ monthly: [part("place")] }));
    expect(of.people.map(({ who, parts }) => [who, gross(parts)])).toEqual([
      ["a", "25.00 NOK"],
      ["b", "25.00 NOK"],
      ["c", "50.00 NOK"],
    ]);
  });

  it("shares equally among those who are known; without any, nobody bears it", () => {
    const untagged = session("2026-03-04T10:00", [5_000]);
    const equally = fixed({ monthly: [part("equally")] });
    expect(figures([...two, untagged], equally).people.map(({ parts }) => gross(parts))).toEqual([
      "50.00 NOK",
      "50.00 NOK",
      "",
    ]);
    expect(figures([untagged], equally).people.map(({ parts }) => gross(parts))).toEqual(["100.00 NOK"]);
  });

  it("is rounded once for each, and the total is the sum of what is rounded", () => {
    const three = ["a", "b", "c"].map((tag) => session("2026-03-02T10:00", [1_000], { tag }));
    const of = figures(three, fixed({ energy: { kind: "fixed", perKwh: "0.333" }, monthly: [part("equally", "1")] }));
    expect(of.people.map(({ energy, parts, total }) => [energy, parts, total].map(gross))).toEqual(
      Array(3).fill(["0.33 NOK", "0.34 NOK", "0.67 NOK"]),
    );
    expect(gross(of.total)).toBe("2.01 NOK");
  });

  it("counts a part by the days on which its period holds, each currency for itself", () => {
    const prices = model([
      { to: "2026-03-10", vatPercent: "0", monthly: [part("kwh", "31")] },
      { from: "2026-03-11", currency: "EUR", vatPercent: "0", monthly: [part("kwh", "62")] },
    ]);
    const of = figures([session("2026-03-02T10:00", [1_000]), session("2026-03-20T10:00", [1_000])], prices);
    expect(of.parts.map(({ days, amount }) => [days, amount.gross, amount.currency])).toEqual([
      [10, "10.00", "NOK"],
      [21, "42.00", "EUR"],
    ]);
    expect(gross(of.total)).toBe("43.23 EUR + 11.23 NOK");
  });

  it("is told as not settled, and energy without a price by why", () => {
    const prices = model([{ from: "2026-03-10", isProvisional: true }]);
    const of = figures([session("2026-03-02T10:00", [1_000]), session("2026-03-20T10:00", [2_000])], prices);
    expect(of).toMatchObject({ isProvisional: true, unpriced: [{ why: "noPeriod", wh: 1_000 }] });
    expect(of.people).toMatchObject([{ wh: 3_000, unpricedWh: 1_000 }]);
  });

  it("may be less than nothing", () => {
    expect(gross(figures(two, fixed({ energy: { kind: "fixed", perKwh: "-0.5" } })).total)).toBe("-2.00 NOK");
  });
});
