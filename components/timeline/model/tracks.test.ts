import { describe, expect, it, test } from "vitest";
import { unheard } from "./tail";
import { historyOf, seriesOf } from "./test-history";
import { amountAt, gapsOfAll, tracksIn, type Wiring, withTail } from "./tracks";

const tn: Wiring = { network: "TN3", rotation: "RST" };

describe("what an answer tells", () => {
  it("is null where nothing is known, and never 0", () => {
    const tracks = tracksIn(historyOf({ series: [seriesOf("powerW", 7, [[30, 60]])] }), tn);
    expect(tracks.instants).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(tracks.of.power?.mean).toEqual([7, 7, 7, null, null, null, 7, 7, 7, 7, null]);
    expect(tracks.of.current1).toBeUndefined();
    expect([29, 30, 59, 60].map((at) => amountAt(tracks, "power", at)?.max ?? null)).toEqual([8, null, null, 8]);
    expect(amountAt(tracks, "power", -1)).toBeNull();
    expect(amountAt(tracks, "power", 100)).toBeNull();
  });

  it("is not known in a gap within a bucket of which the rest is known", () => {
    const tracks = tracksIn(historyOf({ series: [seriesOf("powerW", 7, [[33, 36]])] }), tn);
    expect(tracks.of.power?.mean[3]).toBe(7);
    expect([32, 33, 35.9, 36].map((at) => amountAt(tracks, "power", at)?.mean ?? null)).toEqual([7, null, null, 7]);
  });

  it("ends where it is told to, within a bucket", () => {
    const tracks = tracksIn(historyOf({ until: 45, series: [seriesOf("powerW", 7)] }), tn);
    expect(tracks.instants).toEqual([0, 10, 20, 30, 40, 45]);
    expect(amountAt(tracks, "power", 46)).toBeNull();
  });

  it("is by the installation's lines, as the charger is rotated", () => {
    const series = [seriesOf("current1A", 10), seriesOf("current2A", 20), seriesOf("current3A", 30, [[0, 50]])];
    const tracks = tracksIn(historyOf({ series: [...series, seriesOf("voltage1V", 230)] }), {
      network: "TN3",
      rotation: "STR",
    });
    // STR: terminal 1 hangs on L2, 2 on L3, 3 on L1.
    expect([0, 60].map((at) => amountAt(tracks, "current1", at)?.mean ?? null)).toEqual([null, 30]);
    expect(amountAt(tracks, "current2", 0)).toEqual({ min: 9, mean: 10, max: 11 });
    expect(amountAt(tracks, "current3", 0)?.mean).toBe(20);
    expect(amountAt(tracks, "voltage2", 0)?.mean).toBe(230);
    expect(tracks.of.voltage1).toBeUndefined();
  });

  it("of a charger on one line is 0 on the others while it is known, and unknown with it", () => {
    const tracks = tracksIn(historyOf({ series: [seriesOf("current1A", 10, [[0, 20]])] }), {
      network: "TN3",
      rotation: "L2",
    });
    expect([5, 25].map((at) => amountAt(tracks, "current2", at)?.mean ?? null)).toEqual([null, 10]);
    expect([5, 25].map((at) => amountAt(tracks, "current1", at)?.mean ?? null)).toEqual([null, 0]);
  });

  it("adds what meets in a line on IT", () => {
    const series = [seriesOf("current1A", 10), seriesOf("current2A", 10), seriesOf("current3A", 10)];
    const tracks = tracksIn(historyOf({ series }), { network: "IT3", rotation: "RST" });
    expect(amountAt(tracks, "current1", 0)?.mean).toBeCloseTo(17.32, 2);
    expect(amountAt(tracks, "current1", 0)?.max).toBeCloseTo(19.05, 2);
  });
});

describe("what the stream told since", () => {
  const tracks = tracksIn(historyOf({ series: [seriesOf("powerW", 7)] }), tn);
  const power = (at: number, value: number | null) => ({
    ...unheard(at),
    values: value === null ? {} : { power: value },
  });

  it("goes on from the end of the answer, and holds until now", () => {
    const all = withTail(tracks, [power(100, 9), power(103, null), power(108, 4)], 115);
    expect(all.instants.slice(-5)).toEqual([90, 100, 103, 108, 115]);
    expect([95, 101, 104, 112].map((at) => amountAt(all, "power", at)?.mean ?? null)).toEqual([7, 9, null, 4]);
    expect(all.of.power?.gaps).toEqual([[103, 108]]);
    expect(all.of.power?.mean).toHaveLength(all.instants.length);
  });

  it("leaves a gap where nothing was heard at first, and begins what was not known before", () => {
    const all = withTail(tracks, [{ ...power(105, 9), values: { power: 9, signal: 40 } }], 115);
    expect(all.of.power?.gaps).toEqual([[100, 105]]);
    expect(all.of.signal?.gaps).toEqual([[0, 105]]);
    expect(amountAt(all, "signal", 110)?.mean).toBe(40);
    expect(withTail(tracks, [], 115).of.power?.gaps).toEqual([[100, 115]]);
    expect(withTail(tracks, [], 100).instants).toEqual(tracks.instants);
  });
});

test("a row is unknown where all of its values are", () => {
  const tracks = tracksIn(
    historyOf({ series: [seriesOf("powerW", 7, [[10, 40]]), seriesOf("temperatureC", 7, [[30, 60]])] }),
    tn,
  );
  expect(gapsOfAll(tracks, ["power", "temperature"])).toEqual([[30, 40]]);
  expect(gapsOfAll(tracks, ["power", "signal"])).toEqual([[10, 40]]);
  expect(gapsOfAll(tracks, ["signal"])).toEqual([[0, 100]]);
});
