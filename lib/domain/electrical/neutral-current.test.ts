import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { leastNeutralCurrent, neutralCurrent } from "./neutral-current";
import { type ChargerPart, phasesView } from "./phases";
import { length, lineDegrees, plus, polar, zero } from "./test-phasors";

const amp = fc.double({ min: 0, max: 100, noNaN: true });
const triple = fc.tuple(amp, amp, amp);

function byPhasors(amps: Triple<number>, lags: Triple<number> = [0, 0, 0]): number {
  const currents = lineDegrees.map((degrees, i) => polar(amps[i as 0 | 1 | 2], degrees - lags[i as 0 | 1 | 2]));
  return length(currents.reduce(plus, zero));
}

const limits = { fuseA: 63, availableA: null, imbalanceLimitA: null };
const part = (amps: Triple<number | null>, more: Partial<ChargerPart> = {}): ChargerPart => {
  const of = (value: number | null) => (value === null ? null : { value, at: 5 });
  return {
    deviceId: "ZPR000001",
    name: "P1",
    rotation: "RST",
    terminals: [of(amps[0]), of(amps[1]), of(amps[2])],
    zero: false,
    voltages: [null, null, null],
    powerW: null,
    ...more,
  };
};

describe("the neutral's current", () => {
  it("agrees with phasors drawn by hand, with any lag", () => {
    const lag = fc.double({ min: 0, max: 89, noNaN: true });
    fc.assert(
      fc.property(triple, fc.tuple(lag, lag, lag), (amps, lags) => {
        const cos = (i: 0 | 1 | 2) => amps[i] * Math.cos((lags[i] * Math.PI) / 180);
        const sin = (i: 0 | 1 | 2) => amps[i] * Math.sin((lags[i] * Math.PI) / 180);
        const told = neutralCurrent([cos(0), cos(1), cos(2)], [sin(0), sin(1), sin(2)]);
        expect(told).toBeCloseTo(byPhasors(amps, lags), 6);
      }),
    );
  });

  it("is none under a balanced load, and the line's own under a single one", () => {
    fc.assert(
      fc.property(amp, (a) => {
        expect(neutralCurrent([a, a, a])).toBeCloseTo(0, 9);
        expect(neutralCurrent([a, 0, 0])).toBeCloseTo(a, 9);
      }),
    );
    expect(neutralCurrent([16, 16, 0])).toBeCloseTo(16, 9);
  });

  it("is never less than what is told as certain, whatever the unknown lines carry", () => {
    fc.assert(
      fc.property(triple, triple, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), (known, more, exact) => {
        const least = leastNeutralCurrent([
          { currentA: known[0], exact: exact[0] },
          { currentA: known[1], exact: exact[1] },
          { currentA: known[2], exact: exact[2] },
        ]);
        const truth: Triple<number> = [
          known[0] + (exact[0] ? 0 : more[0]),
          known[1] + (exact[1] ? 0 : more[1]),
          known[2] + (exact[2] ? 0 : more[2]),
        ];
        expect(neutralCurrent(truth)).toBeGreaterThanOrEqual(least - 1e-9);
        if (exact.every(Boolean)) expect(least).toBeCloseTo(neutralCurrent(known), 9);
      }),
      { numRuns: 2000 },
    );
  });

  it("is told with the sums: at least where a part is unknown, not at all where nothing is, and never on IT", () => {
    expect(phasesView("TN3", [part([16, 0, 0])], limits).neutral).toEqual({ currentA: 16, atLeast: false });
    const doubtful = phasesView("TN3", [part([16, 0, null])], limits).neutral;
    expect(doubtful?.atLeast).toBe(true);
    // 8 A on L3 would take the neutral's current down to 13.9 A.
    expect(doubtful?.currentA).toBeCloseTo(neutralCurrent([16, 0, 8]), 2);
    expect(phasesView("TN3", [part([null, null, null])], limits).neutral).toBeNull();
    expect(phasesView("IT3", [part([16, 0, 0])], limits).neutral).toBeNull();
  });

  it("takes the measured power factor", () => {
    const volts = { value: 230, at: 5 };
    const measured = part([10, 0, 0], { voltages: [volts, volts, volts], powerW: { value: 2300 * 0.5, at: 5 } });
    const other = part([0, 10, 10], { deviceId: "ZPR000002" });
    const neutral = phasesView("TN3", [measured, other], limits).neutral;
    expect(neutral?.currentA).toBeCloseTo(byPhasors([10, 10, 10], [60, 0, 0]), 2);
  });
});
