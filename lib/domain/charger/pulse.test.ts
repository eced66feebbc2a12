import { expect, test } from "vitest";
import { announcedPulseMs } from "./pulse";

test("an announced interval holds", () => {
  expect(announcedPulseMs(20)).toBe(20_000);
  expect(announcedPulseMs(1_800)).toBe(1_800_000);
  expect(announcedPulseMs(null)).toBeNull();
});

test.each([0, -5, 1e9])("an announced %d s is not believed", (announced) => {
  expect(announcedPulseMs(announced)).toBeNull();
});

test("an announced 2 s, and half a day, are believed, and two days are not", () => {
  expect(announcedPulseMs(2)).toBe(2_000);
  expect(announcedPulseMs(43_200)).toBe(43_200_000);
  expect(announcedPulseMs(172_800)).toBeNull();
});
