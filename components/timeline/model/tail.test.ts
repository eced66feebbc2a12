import { describe, expect, it, test } from "vitest";
import type { ChargerView } from "../../../lib/contract/view";
import { heard, pointOf, type TailPoint, tailAfter, unheard } from "./tail";

const reading = (value: number, at = 1_000) => ({ value, at });
const charger = (more: object = {}) =>
  ({
    presence: { word: "online" },
    old: null,
    powerW: reading(7_000),
    allocatedA: reading(16),
    limitA: 32,
    rotation: "STR",
    lines: [{ reading: reading(1) }, { reading: reading(2) }, { reading: null }],
    voltageV: [reading(231), reading(232), reading(233)],
    state: { word: "charging", pausedBy: null },
    warnings: [],
    ...more,
  }) as unknown as ChargerView;
const power = (at: number, value: number): TailPoint => ({
  ...unheard(at),
  presence: "online",
  values: { power: value },
});

describe("what holds now", () => {
  it("is by the installation's lines, and what is not known is left out", () => {
    expect(pointOf(charger(), null, 2_000)).toEqual({
      at: 2_000,
      // STR: L1 is terminal 3, L2 is terminal 1, L3 is terminal 2.
      values: {
        power: 7_000,
        allocated: 16,
        limit: 32,
        current1: 1,
        current2: 2,
        voltage1: 233,
        voltage2: 231,
        voltage3: 232,
      },
      presence: "online",
      state: "charging",
      pausedBy: null,
      warnings: [],
    });
  });

  it.each([{ presence: { word: "silent" } }, { presence: { word: "offline" } }, { old: "gap" }])(
    "is nothing of a charger that cannot be heard, or whose values are old: %j",
    (more) => {
      expect(pointOf(charger(more), null, 2_000)).toMatchObject({ values: {}, state: null });
    },
  );

  it("has no value that is past its time", () => {
    const later = pointOf(charger({ powerW: { ...reading(7_000), old: true } }), null, 1_000 + 3_600_001);
    expect(later.values).toEqual({ allocated: 16, limit: 32, current1: 1, current2: 2 });
  });
});

test("the same again is no point, and a later word takes the place of what is not before it", () => {
  const first = heard(heard([], power(10, 1)), power(20, 1));
  expect(first).toEqual([power(10, 1)]);
  expect(heard(heard(first, power(30, 2)), power(30, 3))).toEqual([power(10, 1), power(30, 3)]);
});

describe("what follows an answer", () => {
  const points = [power(10, 1), power(20, 2), power(30, 3)];
  it("begins with what held at its end", () => {
    expect(tailAfter(points, 25, 40)).toEqual([power(25, 2), power(30, 3)]);
    expect(tailAfter(points, 25, 28)).toEqual([power(25, 2)]);
  });
  it("is not known before it was first heard", () => expect(tailAfter(points, 5, 40)).toEqual(points));
  it("is nothing where the answer reaches until now", () => expect(tailAfter(points, 25, 25)).toEqual([]));
});
