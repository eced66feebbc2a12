import { describe, expect, test } from "vitest";
import { readPriceFile as reading } from "./price-file";
import { holesIn } from "./slots";
import { at, timeZone } from "./test-model";

function readPriceFile(...of: Parameters<typeof reading>) {
  const steps = reading(...of);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
const given = { timeZone, unit: "kWh" as const, currency: "NOK" };
const day = (date: string, count: number, value = (n: number) => String(n)) =>
  [date, ...Array.from({ length: count }, (_, n) => value(n))].join("\n");

describe("a day and its values", () => {
  test.each([
    ["96 quarter-hours", "2026-03-03", 96],
    ["92 of a day in March", "2026-03-29", 92],
    ["100 of a day in October", "2026-10-25", 100],
    ["24 hours", "2026-03-03", 24],
    ["25 hours", "2026-10-25", 25],
  ])("%s", (_, date, count) => {
    const { slots, faults } = readPriceFile(day(date, count), given);
    expect(faults).toEqual([]);
    expect(slots).toHaveLength(count);
    expect(holesIn(slots)).toEqual([]);
    const hours = (slots.at(-1)?.to ?? 0) - (slots[0]?.from ?? 0);
    expect(hours / 3_600_000).toBe({ "2026-03-29": 23, "2026-10-25": 25 }[date] ?? 24);
  });
  test("95 are refused, and it is said how many there must be", () => {
    expect(readPriceFile(day("2026-03-03", 95), given)).toEqual({
      slots: [],
      faults: [{ code: "count", given: 95, wanted: [96, 24] }],
    });
  });
  test("with a comma for the point, below nothing, by the MWh", () => {
    const { slots } = readPriceFile(
      day("2026-03-03", 24, (n) => `${n - 5},55`),
      { ...given, unit: "MWh" },
    );
    expect(slots[0]).toEqual({
      from: at("2026-03-03T00:00"),
      to: at("2026-03-03T01:00"),
      perKwh: "-0.00555",
      currency: "NOK",
    });
  });
});

test("no digit is lost of a price by the MWh", () => {
  const { slots } = readPriceFile(
    day("2026-03-03", 24, () => "-0.12345678901234567891"),
    { ...given, unit: "MWh" },
  );
  expect(slots[0]?.perKwh).toBe("-0.00012345678901234567891");
});

describe("a table", () => {
  const head = "start;end;price;currency";
  const row = (from: string, to: string, price = "0,5", currency = "NOK") =>
    `2026-03-03T${from}:00+01:00;2026-03-03T${to}:00+01:00;${price};${currency}`;
  const read = (...rows: string[]) => readPriceFile(`\ufeff${[head, ...rows].join("\r\n")}\r\n`, given);

  test("with a BOM and the line ends of Windows", () => {
    expect(read(row("00:00", "00:15"), row("00:15", "01:00", "-0,25"))).toEqual({
      faults: [],
      slots: [
        { from: at("2026-03-03T00:00"), to: at("2026-03-03T00:15"), perKwh: "0.5", currency: "NOK" },
        { from: at("2026-03-03T00:15"), to: at("2026-03-03T01:00"), perKwh: "-0.25", currency: "NOK" },
      ],
    });
  });
  test("its columns in any order, separated by commas", () => {
    const { slots } = readPriceFile(
      "currency,price,start,end\nEUR,0.1,2026-03-03T00:00:00Z,2026-03-03T01:00:00Z",
      given,
    );
    expect(slots).toEqual([
      { from: Date.UTC(2026, 2, 3), to: Date.UTC(2026, 2, 3, 1), perKwh: "0.1", currency: "EUR" },
    ]);
  });
  test("holes are named", () => {
    expect(holesIn(read(row("03:00", "04:00"), row("00:00", "00:15")).slots)).toEqual([
      { from: at("2026-03-03T00:15"), to: at("2026-03-03T03:00") },
    ]);
  });
  test.each([
    [
      "an overlap, with both lines",
      [row("00:00", "01:00"), row("00:45", "02:00")],
      { code: "overlap", first: 2, second: 3 },
    ],
    [
      "an instant without an offset",
      ["2026-03-03T00:00:00;2026-03-03T01:00:00Z;1;NOK"],
      { code: "instant", line: 2, given: "2026-03-03T00:00:00" },
    ],
    [
      "an instant of another age",
      ["0203-03-03T00:00:00Z;0203-03-03T01:00:00Z;1;NOK"],
      { code: "instant", line: 2, given: "0203-03-03T00:00:00Z" },
    ],
    ["an end before its start", [row("01:00", "00:00")], { code: "endBeforeStart", line: 2 }],
    ["a price of two months", ["2026-03-01T00:00:00Z;2026-05-01T00:00:00Z;1;NOK"], { code: "tooLongSlot", line: 2 }],
    ["an instant between quarter-hours", [row("00:10", "01:00")], { code: "notAQuarter", line: 2 }],
    ["a price that is none", [row("00:00", "01:00", "1.000,50")], { code: "price", line: 2, given: "1.000,50" }],
    ["a currency that is none", [row("00:00", "01:00", "1", "kr")], { code: "currency", line: 2, given: "kr" }],
    ["a row of three cells", ["2026-03-03T00:00:00Z;1;NOK"], { code: "columns", line: 2, wanted: 4, given: 3 }],
  ])("is refused with %s", (_, rows, fault) => {
    expect(read(...rows)).toMatchObject({ slots: [], faults: [fault] });
  });
});

test.each([
  ["", { code: "empty" }],
  ["\ufeff\n \n", { code: "empty" }],
  ["start;end;price;currency\n", { code: "empty" }],
  ["<html>", { code: "unknownForm", line: 1 }],
  ["=HYPERLINK(1);2;3;4", { code: "unknownForm", line: 1 }],
])("what is no price file is refused: %j", (text, fault) => {
  expect(readPriceFile(text, given)).toEqual({ slots: [], faults: [fault] });
});

test("of very many faults the first are told", () => {
  const rows = Array.from({ length: 500 }, () => "x;y;z;w");
  expect(readPriceFile(["start;end;price;currency", ...rows].join("\n"), given).faults).toHaveLength(20);
});

test("what is told back of a fault is cut", () => {
  const [fault] = readPriceFile(`start;end;price;currency\n${"x".repeat(10_000)};y;z;w`, given).faults;
  expect(fault).toEqual({ code: "instant", line: 2, given: "x".repeat(60) });
});

test("more quarter-hours than eleven years have are refused, however few lines they take", () => {
  const month = (n: number) => new Date(Date.UTC(2000, 0) + n * 31 * 86_400_000).toISOString();
  const rows = (count: number) => Array.from({ length: count }, (_, n) => `${month(n)};${month(n + 1)};1;NOK`);
  const read = (count: number) => readPriceFile(["start;end;price;currency", ...rows(count)].join("\n"), given);
  expect(read(134).faults).toEqual([]);
  expect(read(135)).toEqual({ slots: [], faults: [{ code: "tooManyQuarters", most: 400_000 }] });
});

test("a file is read in many small parts, also one of empty lines or of one line", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, n) => `${iso(n)};${iso(n + 1)};1;NOK`).join("\n");
  const iso = (n: number) => new Date(Date.UTC(2026, 0) + n * 900_000).toISOString();
  const parts = (text: string) => [...reading(text, given)].length;
  expect(parts(`start;end;price;currency\n${rows(10_000)}`)).toBeGreaterThan(20);
  expect(parts("\n".repeat(10_000))).toBeGreaterThan(10);
  expect(readPriceFile(`start;end;price;currency\n${";".repeat(1_000_000)}`, given).faults).toMatchObject([
    { code: "columns", line: 2, wanted: 4, given: 100 },
  ]);
});

test("more lines than a file may have are refused", () => {
  expect(readPriceFile("1\n".repeat(150_001), given).faults).toEqual([{ code: "tooManyLines", most: 150_000 }]);
});
