import { expect, it } from "vitest";
import { createSettling } from "./settling";

const someone = () => true;

it("waits for chargers that come back one soon after another, and no longer than they do", () => {
  const settling = createSettling();
  expect(settling.isSettled(true, 1, 0, someone)).toBe(false);
  for (const at of [2_000, 4_000, 6_000]) {
    expect(settling.isSettled(true, 1, at - 1, someone)).toBe(false);
    settling.came(at);
  }
  expect(settling.isSettled(true, 1, 8_000, someone)).toBe(false);
  expect(settling.isSettled(true, 1, 11_000, someone)).toBe(true);
});

it("does not wait for ever for nobody, nor for a charger that comes and goes", () => {
  const empty = createSettling();
  expect(empty.isSettled(true, 1, 0, () => false)).toBe(false);
  expect(empty.isSettled(true, 1, 20_000, () => false)).toBe(false);
  expect(empty.isSettled(true, 1, 40_000, () => false)).toBe(true);
  const restless = createSettling();
  restless.isSettled(true, 1, 0, someone);
  for (let at = 0; at < 40_000; at += 1_000) restless.came(at);
  expect(restless.isSettled(true, 1, 40_000, someone)).toBe(true);
});

it("begins anew with another link", () => {
  const settling = createSettling();
  settling.isSettled(true, 1, 0, someone);
  expect(settling.isSettled(true, 1, 5_000, someone)).toBe(true);
  expect(settling.isSettled(false, 1, 6_000, someone)).toBe(false);
  expect(settling.isSettled(true, 2, 7_000, someone)).toBe(false);
  expect(settling.isSettled(true, 2, 12_000, someone)).toBe(true);
});

it("begins anew with another link that was not seen to break, and is not settled on none", () => {
  const settling = createSettling();
  expect(settling.isSettled(false, 1, 0, someone)).toBe(false);
  expect(settling.isSettled(true, 1, 50_000, someone)).toBe(false);
  expect(settling.isSettled(true, 1, 54_000, someone)).toBe(true);
  expect(settling.isSettled(true, 1, 54_001, () => false)).toBe(true);
  expect(settling.isSettled(true, 2, 54_002, someone)).toBe(false);
  expect(settling.isSettled(true, 2, 58_000, someone)).toBe(true);
  expect(settling.isSettled(false, 2, 60_000, someone)).toBe(false);
  expect(settling.isSettled(true, 2, 95_000, () => false)).toBe(false);
  expect(settling.isSettled(true, 2, 126_000, () => false)).toBe(true);
});
