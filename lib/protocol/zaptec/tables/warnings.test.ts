import { expect, it } from "vitest";
import { warningRows } from "./warning-rows";
import { warningNames } from "./warnings";

it("has the bits 0 to 34 in order", () => {
  expect(warningRows.map(({ bit }) => bit)).toEqual(Array.from({ length: 35 }, (_, bit) => bit));
});

it("names each bit alone, on either product", () => {
  for (const { bit, pro, go } of warningRows) {
    expect(warningNames(2 ** bit, "Pro")).toEqual([pro ?? `BIT_${bit}`]);
    expect(warningNames(2 ** bit, "Go")).toEqual([go ?? `BIT_${bit}`]);
  }
});

it("tells bit 34 from bit 2, which 32-bit operators take for it", () => {
  expect(warningNames(17_179_869_184, "Pro")).toEqual(["ILLEGAL_PHASE"]);
  expect(warningNames(17_179_869_184 + 4, "Go")).toEqual(["TEMPERATURE_ERROR", "ILLEGAL_PHASE"]);
  expect(warningNames(8_589_934_592, "Pro")).toEqual(["FPGA_INIT_FAILED"]);
});

it("uses the map of the product, and neither where the product is unknown and they differ", () => {
  expect(warningNames(128, "Sense")).toEqual(["RELAY_WELDED"]);
  expect(warningNames(512, "Go 2")).toEqual(["NO_SWITCH_POW_DEF"]);
  expect(warningNames(512 + 1, "unknown")).toEqual(["HUMIDITY", "BIT_9"]);
});

it("names none for no mask, and keeps bits that nobody listed", () => {
  expect(warningNames(0, "Pro")).toEqual([]);
  expect(warningNames(-1, "Pro")).toEqual([]);
  expect(warningNames(Number.POSITIVE_INFINITY, "Pro")).toEqual([]);
  expect(warningNames(Number.NaN, "Pro")).toEqual([]);
  expect(warningNames(2 ** 40, "Pro")).toEqual(["BIT_40"]);
});
