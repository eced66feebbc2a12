import { expect, test } from "vitest";
import { compareVersions, isVersion } from "./version";

test.each([
  ["5.3.0.3", "5.3.0.3", 0],
  ["5.3", "5.3.0.0", 0],
  ["5.9.1", "5.10.0", -1],
  ["5.10.0", "5.9.1", 1],
  ["v1.3.4", "1.3.4", 0],
])("%s against %s: %d", (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b) ?? Number.NaN)).toBe(sign);
});

test("what is no dotted version cannot be compared", () => {
  expect(compareVersions("5.3.0-beta", "5.3.0")).toBeNull();
  expect(compareVersions("5.3.0", "newest")).toBeNull();
  expect([" 5.3 ", "V1.2", "1.2.3.4.5.6.7.8"].every(isVersion)).toBe(true);
  expect(compareVersions(" v5.3 ", "5.3.0")).toBe(0);
  expect(["x5.3", "5.3x", "1.2.3.4.5.6.7.8.9", "1234567890", "", ".", "5.", "5..3", "5.3 GO"].some(isVersion)).toBe(
    false,
  );
});
