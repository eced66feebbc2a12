import { describe, expect, it, test } from "vitest";
import type { NetworkType, Triple } from "../../domain/topology";
import { installation } from "../test-input";
import { ImbalanceLimit, noSpan, type Span, spanOf, unevenOf } from "./imbalance-limit";

const l1 = 1;
const l2 = 2;
const l3 = 4;
const all = l1 | l2 | l3;
const limited = (imbalanceLimitA: number | null, fixed: Triple<number> = [0, 0, 0], networkType: NetworkType = "TN3") =>
  new ImbalanceLimit(installation({ imbalanceLimitA, networkType }), fixed);
const sure = (...amps: [number, number, number]): Span => ({ upper: amps, lower: amps });

describe("an imbalance limit of 20 A", () => {
  test.each<[granted: Triple<number>, room: Triple<number>]>([
    [
      [0, 0, 0],
      [20, 20, 20],
    ],
    [
      [6, 0, 0],
      [14, 20, 20],
    ],
    [
      [6, 10, 8],
      [22, 16, 18],
    ],
    [
      [16, 16, 6],
      [10, 10, 30],
    ],
  ])("with %j A granted leaves %j A more on each line", (granted, room) => {
    const limit = limited(20);
    [l1, l2, l3].forEach((legs, line) => {
      limit.add(legs, granted[line] ?? 0);
    });
    limit.add(all, 32);
    expect([limit.room(0), limit.room(1), limit.room(2)]).toEqual(room);
    [l1, l2, l3].forEach((legs, line) => {
      expect(limit.fullLine(legs, room[line] ?? 0)).toBe(-1);
      expect(limit.fullLine(legs, (room[line] ?? 0) + 1)).toBe(line);
    });
    expect(limit.fullLine(all, 100)).toBe(-1);
  });

  it("counts what nobody can change against a line, and for no other: it may end", () => {
    const limit = limited(20, [5, 0, 0]);
    expect([limit.room(0), limit.room(1), limit.room(2)]).toEqual([15, 20, 20]);
  });

  it("is told by the line", () => {
    expect(limited(20).limitOn(1)).toEqual({ of: "imbalance", name: "Park", line: "L2" });
  });

  it("allows a change that widens nothing, or within it, whatever lies beyond it already", () => {
    const limit = limited(20);
    limit.replace(noSpan, sure(16, 0, 0));
    expect(limit.allows(noSpan, sure(4, 0, 0))).toBe(true);
    expect(limit.allows(noSpan, sure(5, 0, 0))).toBe(false);
    expect(limit.allows(noSpan, sure(0, 20, 0))).toBe(true);
    expect(limit.allows(noSpan, sure(0, 21, 0))).toBe(false);
    expect(limit.allows(sure(16, 0, 0), sure(20, 0, 0))).toBe(true);
    expect(limit.allows(sure(16, 0, 0), sure(0, 0, 20))).toBe(true);
    limit.replace(noSpan, sure(10, 0, 0));
    expect(limit.allows(sure(10, 0, 0), sure(9, 0, 0))).toBe(true);
    expect(limit.allows(noSpan, sure(0, 6, 6))).toBe(true);
    expect([limit.room(0), limit.room(1)]).toEqual([-6, 20]);
    // Neither state of one that moves between lines may lift a line too far.
    expect(limit.allows(noSpan, { upper: [0, 21, 0], lower: [0, 0, 0] })).toBe(false);
  });
});

it("limits nothing where none is set, nor on IT, which has no neutral, nor with one phase", () => {
  for (const limit of [limited(null), limited(20, [0, 0, 0], "IT3"), limited(20, [0, 0, 0], "TN1")]) {
    expect(limit.isLimited).toBe(false);
    expect([limit.room(0), limit.fullLine(l1, 100)]).toEqual([Number.POSITIVE_INFINITY, -1]);
    expect(limit.allows(noSpan, sure(100, 0, 0))).toBe(true);
  }
  expect(limited(20).isLimited).toBe(true);
});

it("is of what is not the same on all lines", () => {
  expect(unevenOf([16, 16, 16])).toBe(noSpan.upper);
  expect(unevenOf([16, 10, 12])).toEqual([6, 0, 2]);
  expect(unevenOf([0, 16, 0])).toEqual([0, 16, 0]);
});

it("lies between the least and the most of a charger's possible states", () => {
  expect(spanOf([])).toBe(noSpan);
  expect(spanOf([noSpan.upper])).toBe(noSpan);
  expect(spanOf([[6, 0, 0]])).toEqual(sure(6, 0, 0));
  const span = spanOf([
    [6, 0, 2],
    [0, 10, 1],
    [3, 0, 3],
  ]);
  expect(span).toEqual({ upper: [6, 10, 3], lower: [0, 0, 1] });
});
