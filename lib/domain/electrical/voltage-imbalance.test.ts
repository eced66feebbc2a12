import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { length, minus, plus, polar, times } from "./test-phasors";
import { betweenLines, voltageImbalance } from "./voltage-imbalance";
import { newestVoltages } from "./voltages";

const volt = fc.double({ min: 180, max: 260, noNaN: true });
const angle = fc.double({ min: -15, max: 15, noNaN: true });

describe("voltage imbalance", () => {
  it("is negative by positive sequence, by symmetrical components of phasors with any angles", () => {
    fc.assert(
      fc.property(fc.tuple(volt, volt, volt), fc.tuple(angle, angle, angle), (volts, off) => {
        const a = polar(volts[0], off[0]);
        const b = polar(volts[1], off[1] - 120);
        const c = polar(volts[2], off[2] + 120);
        const [ab, bc, ca] = [minus(a, b), minus(b, c), minus(c, a)];
        const turn = polar(1, 120);
        const back = polar(1, -120);
        const positive = length(plus(ab, plus(times(turn, bc), times(back, ca))));
        const negative = length(plus(ab, plus(times(back, bc), times(turn, ca))));
        const told = voltageImbalance([length(ca), length(bc), length(ab)]);
        expect(told).toBeCloseTo((100 * negative) / positive, 5);
      }),
      { numRuns: 1000 },
    );
  });

  it("is 0 of three equal voltages, and unknown where three voltages make no triangle", () => {
    expect(voltageImbalance([230, 230, 230])).toBeCloseTo(0, 6);
    expect(voltageImbalance([0, 0, 0])).toBeNull();
    expect(voltageImbalance([230, 10, 10])).toBeNull();
  });

  it("takes voltages to neutral as 120 degrees apart", () => {
    const [l13, l23, l12] = betweenLines([230, 230, 230]);
    for (const volts of [l13, l23, l12]) expect(volts).toBeCloseTo(398.37, 2);
    // 230, 220, 230 V to neutral: 1.47 % by the standard's formula.
    expect(voltageImbalance(betweenLines([230, 220, 230]))).toBeCloseTo(1.47, 1);
  });
});

describe("the voltages of a place", () => {
  const volts = (value: number, at: number) => ({ value, at });
  it("are those of the charger that told three last, by the installation's lines", () => {
    const told = newestVoltages("TN3", [
      { deviceId: "a", rotation: "RST", voltages: [volts(230, 1), volts(231, 1), volts(232, 1)] },
      { deviceId: "b", rotation: "STR", voltages: [volts(231, 9), volts(232, 9), volts(230, 9)] },
      { deviceId: "c", rotation: "RST", voltages: [volts(1, 99), null, volts(1, 99)] },
      { deviceId: "d", rotation: "L1", voltages: [volts(1, 99), volts(1, 99), volts(1, 99)] },
    ]);
    expect(told).toMatchObject({ deviceId: "b", voltageV: [230, 231, 232], at: 9, from: "neutral" });
    expect(newestVoltages("TN3", [])).toBeNull();
  });

  it("are between lines on IT, and none of a charger or a grid with one phase", () => {
    const three = [volts(230, 1), volts(231, 1), volts(232, 1)] as const;
    const told = (network: "TN1" | "IT1" | "IT3", rotation: "RST" | "L1" | "L1-L3") =>
      newestVoltages(network, [{ deviceId: "a", rotation, voltages: three }]);
    expect(told("IT3", "RST")).toMatchObject({ voltageV: [230, 231, 232], from: "lines" });
    expect([told("TN1", "RST"), told("TN1", "L1"), told("IT1", "RST"), told("IT3", "L1-L3")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("are of the newest charger whichever comes first, as old as the oldest of the three", () => {
    const of = (deviceId: string, at: number) => ({
      deviceId,
      rotation: "RST" as const,
      voltages: [volts(230, at), volts(231, at + 50_000), volts(232, at)] as const,
    });
    expect(newestVoltages("TN3", [of("new", 9), of("old", 1)])).toMatchObject({ deviceId: "new", at: 9 });
  });

  it("are none where the three are not of one time", () => {
    const apart = [volts(230, 0), volts(231, 0), volts(232, 61_000)] as const;
    expect(newestVoltages("TN3", [{ deviceId: "a", rotation: "RST", voltages: apart }])).toBeNull();
  });
});
