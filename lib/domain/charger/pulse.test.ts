import { expect, test } from "vitest";
import { pulseIntervalMs } from "./pulse";

test("announced, or by what the charger does", () => {
  expect(pulseIntervalMs(20, true)).toBe(20_000);
  expect(pulseIntervalMs(1_800, true)).toBe(1_800_000);
  expect(pulseIntervalMs(null, true)).toBe(180_000);
  expect(pulseIntervalMs(null, false)).toBe(600_000);
});

test.each([0, -5, 1e9])("an announced %d s is not believed", (announced) => {
  expect(pulseIntervalMs(announced, false)).toBe(600_000);
});

test("an announced 2 s, and half a day, are believed, and two days are not", () => {
  expect(pulseIntervalMs(2, false)).toBe(2_000);
  expect(pulseIntervalMs(43_200, false)).toBe(43_200_000);
  expect(pulseIntervalMs(172_800, false)).toBe(600_000);
});
