import { expect, test } from "vitest";
import { networkOfCode, rotationOfCode } from "./grid-codes";

test("rotation codes", () => {
  expect([1, 2, 3].map(rotationOfCode)).toEqual(["L1", "L2", "L3"]);
  const six = ["RST", "STR", "TRS", "RTS", "SRT", "TSR"];
  expect([4, 5, 6, 7, 8, 9].map(rotationOfCode)).toEqual(six);
  expect([10, 11, 12].map(rotationOfCode)).toEqual(["L1-L3", "L2-L3", "L1-L2"]);
  expect([13, 14, 15, 16, 17, 18].map(rotationOfCode)).toEqual(six);
  expect([0, 19, -1, 4.5].map(rotationOfCode)).toEqual([null, null, null, null]);
});

test("network codes", () => {
  expect([0, 1, 2, 3, 4, 5].map(networkOfCode)).toEqual([null, "IT1", "IT3", "TN1", "TN3", null]);
});
