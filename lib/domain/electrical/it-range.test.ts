import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../reading";
import type { Rotation, Triple } from "../topology";
import { lineCurrents } from "./line-currents";
import { legsOf } from "./phase";
import { type PhasePart, sumPhases } from "./phase-sum";
import { itLines, length } from "./test-phasors";

const limits = { limitA: [63, 63, 63] as const, imbalanceLimitA: null };
const at = 1_000;
const reading = (value: number): Reading<number> => ({ value, at });

interface Car {
  rotation: Rotation;
  amps: Triple<number>;
  lags: Triple<number>;
  volts: Triple<number>;
  voltsKnown: boolean;
  powerKnown: boolean;
}

const amp = fc.double({ min: 0, max: 32, noNaN: true });
const lag = fc.double({ min: -60, max: 60, noNaN: true });
const volt = fc.double({ min: 207, max: 253, noNaN: true });
const triple = <T>(of: fc.Arbitrary<T>) => fc.tuple(of, of, of);
const car = fc.record<Car>({
  rotation: fc.constantFrom<Rotation>("RST", "STR", "TRS", "RTS", "SRT", "TSR"),
  amps: triple(fc.oneof(fc.constant(0), amp)),
  lags: triple(lag),
  volts: triple(volt),
  voltsKnown: fc.boolean(),
  powerKnown: fc.boolean(),
});

const watts = ({ amps, lags, volts }: Car) =>
  amps.reduce((sum, a, t) => sum + a * (volts[t] ?? 0) * Math.cos(((lags[t] ?? 0) * Math.PI) / 180), 0);

function partOf(each: Car): PhasePart {
  const [a, b, c] = each.amps;
  const [u, v, w] = each.volts;
  return {
    rotation: each.rotation,
    terminals: [reading(a), reading(b), reading(c)],
    zero: false,
    voltages: each.voltsKnown ? [reading(u), reading(v), reading(w)] : [null, null, null],
    powerW: each.powerKnown ? reading(watts(each)) : null,
  };
}

const pairsOf = (cars: readonly Car[]) =>
  cars.flatMap(({ rotation, amps, lags }) =>
    legsOf("IT3", rotation).map((leg, t) => {
      return { leg: leg ?? 0, amps: amps[t as 0 | 1 | 2], lag: lags[t as 0 | 1 | 2] };
    }),
  );

describe("the range of a line on IT", () => {
  it("contains the truth, whatever the angles that the measured power leaves open", () => {
    fc.assert(
      fc.property(fc.array(car, { minLength: 1, maxLength: 5 }), (cars) => {
        // Alike currents are taken for a symmetric load: those are tried below.
        const lively = cars.filter(({ amps }) => Math.max(...amps) - Math.min(...amps) > 2);
        const truth = itLines(pairsOf(lively)).map(length);
        sumPhases("IT3", lively.map(partOf), limits).lines.forEach((line, i) => {
          if (line.rangeA === undefined) return;
          expect(truth[i]).toBeGreaterThanOrEqual(line.rangeA[0] - 1e-3);
          expect(truth[i]).toBeLessThanOrEqual(line.rangeA[1] + 1e-3);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it("is missing only where all currents of a line point one way", () => {
    const only = (amps: Triple<number>) =>
      lineCurrents("IT3", "RST", [reading(amps[0]), reading(amps[1]), reading(amps[2])]).map((line) => line.rangeA);
    expect(only([10, 0, 0])).toEqual([undefined, undefined, undefined]);
    const [l1, l2, l3] = only([10, 0, 10]);
    // Without any power nothing is known of the angle between the two pairs of L1.
    expect(l1?.[0]).toBeCloseTo(0, 1);
    expect(l1?.[1]).toBeCloseTo(20, 1);
    expect([l2, l3]).toEqual([undefined, undefined]);
  });

  it("is narrow where power factor and voltages are measured", () => {
    const volts = reading(230);
    const [l1] = lineCurrents("IT3", "RST", [reading(10), reading(0), reading(10)], {
      voltages: [volts, volts, volts],
      powerW: reading(0.99 * 4600),
    });
    expect(l1.reading?.value).toBeCloseTo(17.32, 2);
    const [least, most] = l1.rangeA ?? [0, 0];
    expect(least).toBeGreaterThan(11);
    expect(least).toBeLessThan(17.32);
    expect(most).toBeGreaterThan(17.32);
    expect(most).toBeLessThanOrEqual(20);
  });

  it("is missing for symmetric three-phase cars: their lines carry the root of three as much, whatever the power factor", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 32, noNaN: true }), lag, (amps, lags) => {
        const symmetric: Car = {
          rotation: "STR",
          amps: [amps, amps, amps],
          lags: [lags, lags, lags],
          volts: [230, 230, 230],
          voltsKnown: true,
          powerKnown: true,
        };
        const lines = sumPhases("IT3", [partOf(symmetric)], limits).lines;
        itLines(pairsOf([symmetric])).forEach((line, i) => {
          expect(lines[i as 0 | 1 | 2].rangeA).toBeUndefined();
          expect(lines[i as 0 | 1 | 2].currentA).toBeCloseTo(length(line), 9);
        });
      }),
    );
  });

  it("contains the truth where symmetric and single-phase cars meet", () => {
    fc.assert(
      fc.property(amp, amp, lag, lag, fc.nat(2), (three, one, a, b, leg) => {
        const base = { rotation: "RST", volts: [230, 230, 230], voltsKnown: true, powerKnown: true } as const;
        const ones: [number, number, number] = [0, 0, 0];
        ones[leg as 0 | 1 | 2] = one;
        const cars: Car[] = [
          { ...base, amps: [three, three, three], lags: [a, a, a] },
          { ...base, amps: ones, lags: [b, b, b] },
        ];
        const truth = itLines(pairsOf(cars)).map(length);
        sumPhases("IT3", cars.map(partOf), limits).lines.forEach(({ rangeA, currentA }, i) => {
          if (rangeA === undefined) expect(currentA).toBeCloseTo(truth[i] ?? Number.NaN, 0);
          else {
            expect(truth[i]).toBeGreaterThanOrEqual(rangeA[0] - 1e-3);
            expect(truth[i]).toBeLessThanOrEqual(rangeA[1] + 1e-3);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });
});
