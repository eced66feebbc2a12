import { expect, it } from "vitest";
import { decide } from "../decide";
import { charger, charging, input } from "../test-input";

const now = 10_000_000;

/** Who has current: a car that has charged for so many minutes and was served so much, or one that waits and was served nothing. */
function charges(servedAh: number, minutes: number): "goes on" | "yields" {
  const first = charging(1, 8, "1-N", { rotation: "L1", timeSlice: { servedAh, since: now - minutes * 60_000 } });
  const { grants } = decide(input([first, charger(2, { rotation: "L1" })], { fuseA: 8, now }));
  return (grants.get(first.deviceId)?.currentA ?? 0) > 0 ? "goes on" : "yields";
}

it("interrupts nobody for a few seconds more of current than the others had", () => {
  expect(charges(1.5, 20)).toBe("goes on");
  expect(charges(4, 20)).toBe("yields");
});

it("interrupts nobody before a quarter of an hour", () => {
  expect(charges(50, 10)).toBe("goes on");
  expect(charges(50, 16)).toBe("yields");
});

it("looks again within a minute for whom a place is due, and not every few seconds", () => {
  const first = charging(1, 8, "1-N", { rotation: "L1", timeSlice: { servedAh: 0, since: now - 1_200_000 } });
  const { againAt } = decide(input([first, charger(2, { rotation: "L1" })], { fuseA: 8, now }));
  expect((againAt ?? 0) - now).toBeLessThanOrEqual(60_000);
  expect((againAt ?? 0) - now).toBeGreaterThanOrEqual(20_000);
});
