import { expect, test } from "vitest";
import { trueAt } from "./true-at";

const up = { up: true, since: 5_000, reason: null };
const state = (at: number, broker = up) => ({ at, links: { broker, store: up, lastMessageAt: 6_000 } });

test("goes on with every frame, whichever charger spoke or none", () => {
  expect(trueAt(state(60_400))).toBe(60_000);
  expect(trueAt(state(75_900))).toBe(75_000);
});

test("stands still from when the broker was lost", () => {
  expect(trueAt(state(75_900, { ...up, up: false, since: 61_200 }))).toBe(61_000);
});
