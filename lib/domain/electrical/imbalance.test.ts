import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rotation, rotations, type Triple } from "../topology";
import { ends, parted } from "./imbalance";
import { sumPhases } from "./phase-sum";
import { type ChargerPart, phasesView } from "./phases";

const limits = { fuseA: 63, availableA: [50, 63, 40] as const, imbalanceLimitA: 20 };
const part = (deviceId: string, amps: Triple<number | null>, more: Partial<ChargerPart> = {}): ChargerPart => {
  const of = (value: number | null) => (value === null ? null : { value, at: 5 });
  return {
    deviceId,
    name: `Place ${deviceId}`,
    rotation: "RST",
    terminals: [of(amps[0]), of(amps[1]), of(amps[2])],
    zero: false,
    voltages: [null, null, null],
    powerW: null,
    ...more,
  };
};
const amp = fc.double({ min: 0, max: 32, noNaN: true });
const parts = (rotation: fc.Arbitrary<Rotation>) =>
  fc.array(
    fc.tuple(rotation, fc.tuple(amp, amp, amp)).map(([wired, amps]) => part("", amps, { rotation: wired })),
    { maxLength: 8 },
  );
const plain = { limitA: [63, 63, 63] as const, imbalanceLimitA: 20 };

describe("an imbalance", () => {
  it("of a few tenths is a meter's noise and has no cause, one of 1 A has", () => {
    const between = (amps: number) => {
      const { imbalance } = phasesView("TN3", [part("a", [16 + amps, 16, 16])], limits);
      return imbalance?.causes.map(({ deviceId }) => deviceId) ?? [];
    };
    expect(between(0.3)).toEqual([]);
    expect(between(1)).toEqual(["a"]);
  });
});

describe("who causes an imbalance", () => {
  it("on IT has the part of its current that points the line's way", () => {
    // 10 A on L1-L3 and 10 A on L1-L2 are 17.3 A on L1, and 10 A on L2.
    const [first, second] = parted("IT3", [part("a", [10, 0, 0]), part("b", [0, 0, 10])], { high: 0, low: 1 });
    expect(first).toBeCloseTo(Math.sqrt(75), 9);
    expect(second).toBeCloseTo(Math.sqrt(75) - 10, 9);
  });

  it("on IT, of different sizes: together they are the difference", () => {
    const parts = [part("a", [6, 0, 0]), part("b", [0, 0, 16])];
    const [first = 0, second = 0] = parted("IT3", parts, { high: 0, low: 2 });
    expect(first + second).toBeCloseTo(Math.sqrt(36 + 256 + 96) - 6, 9);
  });

  it("are the three that do most, and none that has no car", () => {
    const cars = [5, 8, 6, 7].map((amps) => part(`${amps}`, [amps, 0, 0]));
    const gone = part("gone", [30, 0, 0], { zero: true });
    const { imbalance } = phasesView("TN3", [...cars, gone], limits);
    expect(imbalance.causes.map(({ deviceId, currentA }) => [deviceId, currentA])).toEqual([
      ["8", 8],
      ["7", 7],
      ["6", 6],
    ]);
  });

  it.each([
    ["TN3", fc.constantFrom<Rotation>(...rotations.filter((rotation) => rotation.length < 5))],
    ["IT3", fc.constantFrom<Rotation>("RST", "STR", "TRS", "RTS", "SRT", "TSR", "L1-L2", "L2-L3", "L1-L3")],
  ] as const)("conserves on %s: the parts of all chargers are the imbalance", (network, wirings) => {
    fc.assert(
      fc.property(parts(wirings), (cars) => {
        const sum = sumPhases(network, cars, plain);
        const between = ends(sum.lines);
        if (between === null) return;
        const total = parted(network, cars, between).reduce((all, one) => all + one, 0);
        const middle =
          (sum.lines[between.high].currentA ?? Number.NaN) - (sum.lines[between.low].currentA ?? Number.NaN);
        expect(total).toBeCloseTo(middle, 6);
        if (!sum.imbalanceAtLeast) expect(total).toBeCloseTo(sum.imbalanceA ?? Number.NaN, 6);
        else expect(sum.imbalanceA).toBeLessThanOrEqual(total + 1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  it("is the least that is certain where lines have ranges, and at least so much", () => {
    const { lines, imbalanceA, imbalanceAtLeast } = sumPhases("IT3", [part("a", [10, 0, 10])], plain);
    expect(lines[0].rangeA?.[0]).toBeLessThan(lines[0].currentA ?? 0);
    expect(imbalanceA).toBeCloseTo(Math.max(0, (lines[0].rangeA?.[0] ?? Number.NaN) - 10), 6);
    expect(imbalanceAtLeast).toBe(true);
  });

  it("are named by how much they widen it, three of them, largest first", () => {
    const cars = [
      part("a", [16, 16, 16]),
      part("b", [16, 0, 0]),
      part("c", [6, 0, 0]),
      part("d", [0, 0, 10]),
      part("e", [8, 0, 0]),
      part("f", [7, 0, 0]),
    ];
    const { imbalance, imbalanceA } = phasesView("TN3", cars, limits);
    expect(imbalanceA).toBe(37);
    expect(imbalance).toMatchObject({ high: "L1", low: "L2" });
    expect(imbalance.causes).toEqual([
      { deviceId: "b", name: "Place b", currentA: 16 },
      { deviceId: "e", name: "Place e", currentA: 8 },
      { deviceId: "f", name: "Place f", currentA: 7 },
    ]);
  });

  it("is told in kVA: 20 A are 4.6 kVA on TN", () => {
    const { imbalance } = phasesView("TN3", [part("a", [10, 0, 0])], limits);
    expect(imbalance.kva).toBeCloseTo(2.3, 9);
    expect(imbalance.limitKva).toBeCloseTo(4.6, 9);
  });

  it("is of the three that cause most of it, of those that cause it alike by their ids, in whatever order they come", () => {
    const cars = [..."dbeacf"].map((id) => part(id, [id === "e" ? 9 : id === "f" ? 0.4 : 6, 0, 0]));
    const ids = (parts: typeof cars) =>
      phasesView("TN3", parts, limits).imbalance.causes.map(({ deviceId }) => deviceId);
    expect(ids(cars)).toEqual(["e", "a", "b"]);
    expect(ids([...cars].reverse())).toEqual(["e", "a", "b"]);
    expect(ids([part("b", [6, 0, 0]), part("f", [0.4, 0, 0]), part("g", [0, 3, 3])])).toEqual(["b"]);
  });

  it("is told in kVA on IT by a line's share of the voltage between lines", () => {
    const { imbalance, imbalanceA } = phasesView("IT3", [part("a", [10, 0, 0])], limits);
    expect(imbalance.kva).toBeCloseTo(((imbalanceA ?? 0) * 230) / Math.sqrt(3) / 1000, 2);
    expect(imbalance.limitKva).toBeCloseTo(2.656, 3);
    const free = phasesView("TN3", [part("a", [10, 0, 0])], { ...limits, imbalanceLimitA: null });
    expect(free.imbalance.limitKva).toBeNull();
  });

  it("is nobody's where nothing lies between the lines, and not known where nothing is", () => {
    const none = { high: null, low: null, causes: [] };
    expect(phasesView("TN3", [part("a", [9, 9, 9])], limits).imbalance).toMatchObject({ ...none, kva: 0 });
    expect(phasesView("TN3", [part("a", [null, null, null])], limits).imbalance).toMatchObject({ ...none, kva: null });
  });
});

describe("headroom", () => {
  it("is what is left up to the lower of fuse and available current, never below 0", () => {
    const view = phasesView("TN3", [part("a", [20, 70, 30])], limits);
    expect(view.limitA).toEqual([50, 63, 40]);
    expect(phasesView("TN3", [], { ...limits, availableA: [50, 20, 40] }).limitA).toEqual([50, 20, 40]);
    expect(view.headroomA).toEqual([30, 0, 10]);
  });

  it("is not known where nothing is, and at most so much where a part is unknown", () => {
    const unknown = part("b", [null, null, null], { rotation: "L1" });
    expect(phasesView("TN3", [unknown], limits).headroomA).toEqual([null, 63, 40]);
    const view = phasesView("TN3", [part("a", [20, 0, 0]), unknown], limits);
    expect([view.headroomA[0], view.lines[0].atLeast]).toEqual([30, true]);
  });

  it("counts the most that an IT line may carry", () => {
    const [l1] = phasesView("IT3", [part("a", [10, 0, 10])], { ...limits, availableA: null }).headroomA;
    expect(l1).toBeCloseTo(43, 1);
  });
});

describe("a place", () => {
  it("conserves: the currents of the circuits' lines are the installation's, on TN", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.tuple(amp, amp, amp), fc.nat(2)), { maxLength: 12 }), (cars) => {
        const all = cars.map(([amps], i) => part(`c${i}`, amps));
        const whole = phasesView("TN3", all, limits).lines;
        const circuits = [0, 1, 2].map((circuit) => {
          const own = all.filter((_, i) => cars[i]?.[1] === circuit);
          return phasesView("TN3", own, { ...limits, availableA: null }).lines;
        });
        whole.forEach((line, i) => {
          const sum = circuits.reduce((total, lines) => total + (lines[i as 0 | 1 | 2].currentA ?? 0), 0);
          expect(sum).toBeCloseTo(line.currentA ?? Number.NaN, 6);
        });
      }),
    );
  });

  it("never makes 0 of what is unknown", () => {
    const view = phasesView("TN3", [part("a", [null, null, null])], limits);
    expect(view).toMatchObject({
      headroomA: [null, null, null],
      imbalanceA: null,
      neutral: null,
      voltages: null,
      powerFactor: null,
      peaks: [null, null, null],
    });
    for (const { currentA } of view.lines) expect(currentA).toBeNull();
  });
});
