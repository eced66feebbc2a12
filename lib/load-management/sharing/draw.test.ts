import { describe, expect, it, test } from "vitest";
import type { Terminals } from "../../domain/electrical/terminals";
import type { NetworkType, Triple } from "../../domain/topology";
import { byLine, type Draw, drawOf, either, isWithin, measuredDraw, noDraw, wholeDraw } from "./draw";

const on = (network: NetworkType, currentA: number, terminals: Terminals | null, carPhases: 1 | 2 | null = null) =>
  drawOf(network, "RST", { currentA, terminals }, carPhases);
/** By line, to tenths of an ampere. */
const lines = (network: NetworkType, draw: Draw) => byLine(network, draw).map((amps) => Math.round(amps * 10) / 10);

describe("what an allocation lets a charger draw, by line", () => {
  test.each<[NetworkType, number, Terminals | null, 1 | 2 | null, Triple<number>]>([
    ["TN3", 16, "1-2-3-N", null, [16, 16, 16]],
    ["TN3", 16, "1-2-3-N", 2, [16, 16, 0]],
    ["TN3", 16, "2-N", null, [0, 16, 0]],
    ["TN3", 16, "3-N", 2, [0, 0, 16]],
    ["TN3", 7.5, "1-N", null, [7.5, 0, 0]],
    ["TN3", 200, "1-N", null, [200, 0, 0]],
    ["TN3", 0, "1-2-3-N", null, [0, 0, 0]],
    ["TN3", 16, null, null, [16, 16, 16]],
    ["TN3", 16, "1-2", null, [16, 16, 16]],
    ["IT3", 16, "1-2-3", null, [16, 16, 16]],
    ["IT3", 16, "1-2-3", 2, [16, 16, 16]],
    ["IT3", 16, "1-3", null, [16, 0, 16]],
    ["IT3", 16, "2-3", null, [0, 16, 16]],
    ["IT3", 16, "1-2", null, [16, 16, 0]],
    ["IT3", 16, null, null, [16, 16, 16]],
  ])("%s, %d A on %s, a car with %s phases", (network, currentA, terminals, carPhases, expected) => {
    expect(lines(network, on(network, currentA, terminals, carPhases))).toEqual(expected);
    expect(lines(network, on(network, currentA, terminals, carPhases))).toEqual(expected);
  });

  it("is on its only wire, whatever is not known", () => {
    expect(lines("TN3", wholeDraw("TN3", "L3", 20))).toEqual([0, 0, 20]);
    expect(lines("IT3", wholeDraw("IT3", "L1-L2", 20))).toEqual([20, 20, 0]);
    expect(lines("TN3", wholeDraw("TN3", "STR", 20))).toEqual([20, 20, 20]);
  });
});

describe("what is measured", () => {
  it("is on the lines of its terminals; on IT the pairs of a car add as vectors", () => {
    expect(lines("TN3", measuredDraw("TN3", "STR", [1, 2, 3]))).toEqual([3, 1, 2]);
    expect(lines("TN3", measuredDraw("TN3", "L2", [9, 0, 0]))).toEqual([0, 9, 0]);
    expect(lines("IT3", measuredDraw("IT3", "RST", [10, 10, 10]))).toEqual([17.3, 17.3, 17.3]);
  });
});

describe("one or the other", () => {
  test.each<[NetworkType, Draw, Draw, Triple<number>]>([
    ["TN3", on("TN3", 10, "1-N"), on("TN3", 16, "2-N"), [10, 16, 0]],
    ["TN3", on("TN3", 10, "1-2-3-N"), on("TN3", 16, "2-N"), [10, 16, 10]],
    ["TN3", noDraw, on("TN3", 16, "2-N"), [0, 16, 0]],
    ["IT3", on("IT3", 10, "1-3"), on("IT3", 16, "1-3"), [16, 0, 16]],
    ["IT3", on("IT3", 16, "2-3"), on("IT3", 10, "2-3"), [0, 16, 16]],
    ["IT3", on("IT3", 16, "1-2"), on("IT3", 10, "1-2"), [16, 16, 0]],
    ["IT3", on("IT3", 10, "1-3"), on("IT3", 16, "1-2"), [16, 16, 10]],
    ["IT3", on("IT3", 12, "1-2-3"), on("IT3", 16, "2-3"), [12, 16, 16]],
  ])("%s: is the most on every line, on its own side too", (network, a, b, expected) => {
    expect(lines(network, either(network, a, b))).toEqual(expected);
    expect(lines(network, either(network, b, a))).toEqual(expected);
  });

  it("keeps its direction where both are on the same pair, so that others on it add as numbers", () => {
    const one = either("IT3", on("IT3", 10, "2-3"), on("IT3", 16, "2-3"));
    expect(one).toEqual(on("IT3", 16, "2-3"));
    expect(either("IT3", on("IT3", 10, "1-3"), on("IT3", 10, "2-3"))).not.toEqual(on("IT3", 10, "1-3"));
  });
});

describe("no more than another", () => {
  test.each<[boolean, NetworkType, Draw, Draw]>([
    [true, "TN3", on("TN3", 10, "1-N"), on("TN3", 10, "1-2-3-N")],
    [true, "TN3", noDraw, on("TN3", 6, "2-N")],
    [true, "TN3", on("TN3", 10, "1-N"), on("TN3", 10, "1-N")],
    [false, "TN3", on("TN3", 11, "1-N"), on("TN3", 10, "1-2-3-N")],
    [false, "TN3", on("TN3", 6, "2-N"), on("TN3", 16, "1-N")],
    [false, "TN3", on("TN3", 6, "2-N"), noDraw],
    [true, "IT3", on("IT3", 10, "1-3"), on("IT3", 16, "1-3")],
    [false, "IT3", on("IT3", 10, "1-2-3"), on("IT3", 16, "1-3")],
    [false, "IT3", on("IT3", 10, "2-3"), on("IT3", 16, "1-3")],
    [true, "IT3", on("IT3", 10, "1-3"), on("IT3", 16, "1-2-3")],
  ])("%s on %s", (is, network, draw, than) => expect(isWithin(network, draw, than)).toBe(is));
});
