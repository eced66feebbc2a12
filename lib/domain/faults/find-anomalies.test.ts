import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { terminalSets } from "../electrical/terminals";
import type { Reading } from "../reading";
import { type NetworkType, type Rotation, rotations, type Triple } from "../topology";
import { findAnomalies, follow, settled, settlesAt } from "./find-anomalies";
import type { Looked } from "./finding";

const all = (...values: (number | null | undefined)[]): Triple<Reading<number> | null> => {
  const of = (value: number | null | undefined) => (value == null ? null : { value, at: 5_000 });
  return [of(values[0]), of(values[1]), of(values[2])];
};

const healthy: Looked = {
  network: "TN3",
  rotation: "RST",
  entered: "RST",
  said: null,
  saidNetwork: null,
  terminals: all(16, 16, 16),
  voltages: all(231, 229, 230),
  powerW: { value: 11_000, at: 5_000 },
  allocatedA: 16,
  allocatedTerminals: "1-2-3-N" as const,
  standAlone: false,
  drewAll: true,
  seenLegs: [null, null, null],
};
const found = (more: Partial<Looked>) =>
  findAnomalies({ ...healthy, ...more }).map(({ kind, line, terminal, value, limit }) => {
    return { kind, line, terminal, value, limit };
  });
const kinds = (more: Partial<Looked>) => found(more).map(({ kind }) => kind);

describe("voltages", () => {
  it("of a healthy grid are no anomaly", () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ voltages: all(207, 207, 208) })).toEqual([]);
    expect(kinds({ voltages: all(253, 253, 252) })).toEqual([]);
  });

  it("tell a phase that is missing, by the installation's line", () => {
    expect(found({ rotation: "STR", entered: "STR", voltages: all(231, 4, 230) })).toEqual([
      { kind: "phaseMissing", line: "L3", terminal: 2, value: 4, limit: 207 },
    ]);
    // On IT two pairs lose their voltage when the line that they share is gone.
    const it3 = { network: "IT3", allocatedTerminals: "1-2-3" as const, terminals: all(0, 0, 0) } as const;
    expect(found({ ...it3, voltages: all(115, 230, 114) })).toMatchObject([
      { kind: "phaseMissing", line: "L1", terminal: null, value: 115 },
    ]);
  });

  it("tell a lost neutral: one high and one low", () => {
    expect(found({ voltages: all(262, 199, 236) })).toEqual([
      { kind: "neutralLost", line: null, terminal: null, value: 63, limit: 30 },
    ]);
    expect(
      kinds({
        network: "IT3",
        allocatedTerminals: "1-2-3" as const,
        terminals: all(9, 9, 9),
        voltages: all(262, 199, 236),
      }),
    ).toEqual(["voltageHigh", "voltageLow"]);
  });

  it("tell what reads as between two lines as that, and not as a lost neutral, which three such voltages cannot be of", () => {
    expect(found({ voltages: all(230, 231, 400) })).toEqual([
      { kind: "betweenLines", line: "L3", terminal: 3, value: 400, limit: 253 },
    ]);
    expect(kinds({ voltages: all(230, 400, 401) })).toEqual(["betweenLines", "betweenLines"]);
    expect(found({ network: "TN1", rotation: "L1", entered: "L1", voltages: all(400, 0.4, 0.3) })).toMatchObject([
      { kind: "betweenLines", line: "L1" },
    ]);
    const it3 = { network: "IT3", allocatedTerminals: "1-2-3", terminals: all(9, 9, 9) } as const;
    expect(kinds({ ...it3, voltages: all(400, 401, 399) })).toEqual(["betweenLines", "betweenLines", "betweenLines"]);
    expect(kinds({ voltages: all(344, 230, 230) })).toEqual(["voltageHigh"]);
  });

  it("tell a neutral that has drifted as far as one of the lines as such, and not as that phase missing", () => {
    expect(kinds({ voltages: all(20, 390, 410) })).toEqual(["neutralLost"]);
  });

  it("tell those out of 207 to 253 V", () => {
    expect(found({ voltages: all(230, 201, 230) })).toEqual([
      { kind: "voltageLow", line: "L2", terminal: 2, value: 201, limit: 207 },
    ]);
    expect(found({ voltages: all(230, 230, 254.1) })).toEqual([
      { kind: "voltageHigh", line: "L3", terminal: 3, value: 254.1, limit: 253 },
    ]);
  });

  it("tell a phase that only sags from one that is missing", () => {
    expect(kinds({ voltages: all(231, 165, null) })).toEqual(["voltageLow"]);
    expect(kinds({ voltages: all(231, 115, null) })).toEqual(["phaseMissing"]);
  });

  it("tell a lost neutral from a loaded grid, and from one phase that sags alone", () => {
    expect(kinds({ voltages: all(245, 222, 233) })).toEqual([]);
    expect(kinds({ voltages: all(251, 208, 229) })).toEqual(["neutralLost"]);
    expect(kinds({ voltages: all(243, 212, 243) })).toEqual([]);
  });

  it("say nothing of each other where they are minutes apart", () => {
    const apart = (ms: number): Looked["voltages"] => [
      { value: 251, at: 5_000 },
      { value: 208, at: 5_000 + ms },
      { value: 229, at: 5_000 },
    ];
    expect(kinds({ voltages: apart(45_000) })).toEqual(["neutralLost"]);
    expect(kinds({ voltages: apart(120_000) })).toEqual([]);
  });

  it("at a limit are within it, whatever else is wrong", () => {
    expect(found({ voltages: all(207, 201, 230) }).map(({ terminal }) => terminal)).toEqual([2]);
    expect(found({ voltages: all(253, 254, 230) }).map(({ terminal }) => terminal)).toEqual([2]);
    expect(kinds({ voltages: all(231, 138, null) })).toEqual(["voltageLow"]);
  });

  it("tell each phase that is missing, and on IT one pair by its lines", () => {
    expect(found({ voltages: all(4, 5, 230) }).map(({ kind, line }) => [kind, line])).toEqual([
      ["phaseMissing", "L1"],
      ["phaseMissing", "L2"],
    ]);
    const it3 = { network: "IT3", allocatedPhases: 9, terminals: all(0, 0, 0) } as const;
    expect(found({ ...it3, voltages: all(230, 100, null) })).toMatchObject([{ kind: "phaseMissing", line: "L2-L3" }]);
  });

  it("tell no missing phase where all are low, or where the others were told at another time", () => {
    expect(kinds({ voltages: all(100, 110, null) })).toEqual(["voltageLow", "voltageLow"]);
    const later = { value: 4, at: 125_000 };
    expect(kinds({ voltages: [later, { value: 230, at: 5_000 }, null] })).toEqual(["voltageLow"]);
    const atLast = { value: 4, at: 65_000 };
    expect(kinds({ voltages: [atLast, { value: 230, at: 5_000 }, null] })).toEqual(["phaseMissing"]);
  });

  it("tell no lost neutral where only one is high, or where they are less than 30 V apart", () => {
    expect(kinds({ voltages: all(258, 226, 228) })).toEqual(["voltageHigh"]);
    expect(kinds({ voltages: all(254, 226, 240) })).toEqual(["voltageHigh"]);
  });

  it("of terminals that have no wire tell nothing", () => {
    expect(kinds({ rotation: "L2", entered: "L2", voltages: all(230, 0, 0), terminals: all(16, 0, 0) })).toEqual([]);
  });
});

describe("currents", () => {
  it("tell a phase that was not allocated", () => {
    const one = { allocatedTerminals: "1-N" as const, drewAll: false };
    expect(kinds({ ...one, terminals: all(16, 0.2, 0) })).toEqual([]);
    expect(found({ ...one, terminals: all(16, 9, 0) })).toMatchObject([
      { kind: "unallocatedPhase", line: "L2", terminal: 2, value: 9, limit: 0 },
    ]);
  });

  it("tell more than was allocated, beyond what a charger need not report", () => {
    expect(kinds({ terminals: all(17, 16, 16) })).toEqual([]);
    expect(found({ terminals: all(17.5, 19, 16) })).toMatchObject([
      { kind: "overAllocation", line: "L2", terminal: 2, value: 19, limit: 16 },
    ]);
    expect(kinds({ terminals: all(20, 20, 20), standAlone: true })).toEqual([]);
    // A three-phase car's lines carry √3 times what its pairs do.
    const it3 = { network: "IT3", allocatedTerminals: "1-2-3" as const, drewAll: true } as const;
    expect(kinds({ ...it3, terminals: all(9.2, 9.2, 9.2) })).toEqual([]);
    expect(kinds({ ...it3, terminals: all(12, 12, 12) })).toEqual(["overAllocation"]);
  });

  it("tell a wiring that looks rotated: a single-phase car loads another terminal than it must", () => {
    const single = { allocatedTerminals: "2-N" as const, drewAll: false };
    expect(kinds({ ...single, terminals: all(0, 16, 0) })).toEqual([]);
    expect(found({ ...single, terminals: all(0, 0, 16) })).toMatchObject([
      { kind: "loadOnOtherTerminal", line: "L3", terminal: 3, value: 16 },
    ]);
    expect(kinds({ drewAll: false, terminals: all(16, 0, 0) })).toEqual([]);
    expect(kinds({ drewAll: false, terminals: all(0, 16, 0) })).toEqual(["loadOnOtherTerminal"]);
    expect(kinds({ drewAll: false, terminals: all(0, 16, null) })).toEqual([]);
  });

  it("tell a line of an IT grid that died: only the pair without it goes on", () => {
    const it3 = { network: "IT3", allocatedTerminals: "1-2-3", voltages: all(), powerW: null } as const;
    expect(found({ ...it3, terminals: all(0, 9, 0) })).toEqual([
      { kind: "phaseDead", line: null, terminal: 1, value: null, limit: null },
    ]);
    // A single-phase car may use either of the others.
    expect(kinds({ ...it3, terminals: all(9, 0, 0) })).toEqual([]);
    expect(kinds({ ...it3, terminals: all(0, 9, 9) })).toEqual([]);
  });

  it("tell nothing dead where a current is not known, or where not all is allocated", () => {
    expect(kinds({ terminals: all(16, 0, null) })).toEqual([]);
    expect(kinds({ terminals: all(16, 0, 16), allocatedTerminals: null })).toEqual([]);
    expect(kinds({ terminals: all(16, 0, 16), allocatedTerminals: "1-2-N" })).not.toContain("phaseDead");
    expect(kinds({ terminals: all(16, 0, 0) })).toEqual([]);
    expect(kinds({ terminals: all(16, 0, 0), rotation: "L1", entered: "L1", voltages: all(230) })).toEqual([]);
  });

  it("tell nothing of a charger that takes no allocations, or has not told what it has", () => {
    const other = { terminals: all(0, 0, 16), drewAll: false } as const;
    expect(kinds({ ...other, allocatedTerminals: "1-N", standAlone: true })).toEqual([]);
    expect(kinds({ ...other, allocatedTerminals: null })).toEqual([]);
    expect(kinds({ ...other, allocatedTerminals: "1-2" })).toEqual([]);
  });

  it("tell of a charger with one wire nothing, whatever terminals are named", () => {
    const one = { rotation: "L2", entered: "L2", voltages: all(230), drewAll: false } as const;
    for (const allocatedTerminals of ["2-N", "1-2-3-N"] as const)
      expect(kinds({ ...one, terminals: all(16, 9, 9), allocatedTerminals })).toEqual([]);
  });

  it("tell no wiring by two phases, nor by one that drew on all before", () => {
    expect(kinds({ drewAll: false, terminals: all(0, 16, 16) })).toEqual([]);
    expect(kinds({ drewAll: true, terminals: all(1.5, 16, 1.5) })).not.toContain("loadOnOtherTerminal");
    expect(kinds({ drewAll: false, terminals: all(0, 0, 0) })).toEqual([]);
    expect(kinds({ drewAll: false, terminals: all(0, 16, 0), allocatedTerminals: "1-2-N" })).toEqual([]);
  });

  it("tell more than was allocated by what need not be reported: more on one phase, and above 7 kW", () => {
    const one = { allocatedTerminals: "1-N", drewAll: false } as const;
    expect(kinds({ ...one, terminals: all(17.1, 0, 0), powerW: { value: 3_900, at: 5_000 } })).toEqual([]);
    expect(kinds({ ...one, terminals: all(17.5, 0, 0), powerW: { value: 3_900, at: 5_000 } })).toEqual([
      "overAllocation",
    ]);
    const large = { ...one, allocatedA: 32, terminals: all(34, 0, 0) } as const;
    expect(kinds({ ...large, powerW: { value: 7_500, at: 5_000 } })).toEqual([]);
    expect(kinds({ ...large, powerW: { value: 6_500, at: 5_000 } })).toEqual(["overAllocation"]);
    expect(found({ terminals: all(20, 19, 18) })).toMatchObject([{ kind: "overAllocation", line: "L1", value: 20 }]);
    expect(kinds({ rotation: "L1", entered: "L1", voltages: all(230), terminals: all(16, 99, 99) })).toEqual([]);
  });

  it("tell a phase that died in this session", () => {
    expect(found({ terminals: all(16, 0, 16) })).toMatchObject([
      { kind: "phaseDead", line: "L2", terminal: 2, value: 0 },
    ]);
    expect(kinds({ terminals: all(16, 0, 16), drewAll: false })).toEqual([]);
    expect(kinds({ terminals: all(0, 0, 0) })).toEqual([]);
    // Switched to one phase on purpose.
    expect(kinds({ terminals: all(16, 0, 0), allocatedTerminals: "1-N" as const })).toEqual([]);
  });

  it("tell no dead phase where a little still flows, or where the others carry hardly anything either", () => {
    expect(kinds({ terminals: all(16, 0.3, 16) })).toEqual(["phaseDead"]);
    expect(kinds({ terminals: all(16, 1, 16) })).toEqual([]);
    expect(kinds({ terminals: all(5, 0, 5) })).toEqual(["phaseDead"]);
    expect(kinds({ terminals: all(2, 0, 2) })).toEqual([]);
  });

  it("of a two-phase car are no anomaly", () => {
    expect(kinds({ terminals: all(16, 16, 0), drewAll: false })).toEqual([]);
  });
});

describe("the wiring", () => {
  it("that a meter saw on another line is told for each terminal, and one that it saw on its own is not", () => {
    expect(findAnomalies({ ...healthy, seenLegs: [1, 1, null] })).toEqual([
      { kind: "loadOnOtherLine", line: "L1", terminal: 1, seen: "L2", value: null, limit: null, settleMs: 0 },
    ]);
    const it3 = { network: "IT3", allocatedTerminals: "1-2-3", powerW: null, allocatedA: null } as const;
    expect(findAnomalies({ ...healthy, ...it3, seenLegs: [null, 0, null] })).toMatchObject([
      { kind: "loadOnOtherLine", line: "L2-L3", terminal: null, seen: "L1-L3" },
    ]);
    const one = { rotation: "L2", entered: "L2", terminals: all(16, null, null) } as const;
    expect(findAnomalies({ ...healthy, ...one, voltages: all(), seenLegs: [1, 0, null] })).toEqual([]);
  });

  it("that nobody entered cannot be another", () => {
    expect(kinds({ said: "STR", rotation: "STR", entered: null })).toEqual([]);
  });

  it("that a charger tells otherwise than it was entered is told", () => {
    expect(kinds({ said: "STR", rotation: "STR" })).toEqual(["rotationDiffers"]);
    expect(kinds({ said: "RST" })).toEqual([]);
  });
});

describe("what is not known", () => {
  it("is never an anomaly", () => {
    const networks: NetworkType[] = ["IT1", "IT3", "TN1", "TN3"];
    fc.assert(
      fc.property(
        fc.constantFrom(...networks),
        fc.constantFrom<Rotation>(...rotations),
        fc.option(fc.constantFrom(...terminalSets), { nil: null }),
        fc.option(fc.nat(32), { nil: null }),
        fc.boolean(),
        (network, rotation, allocatedTerminals, allocatedA, drewAll) => {
          const nothing = { terminals: all(), voltages: all(), powerW: null, entered: rotation };
          expect(kinds({ ...nothing, network, rotation, allocatedTerminals, allocatedA, drewAll })).toEqual([]);
        },
      ),
    );
    expect(kinds({ terminals: all(40, 40, 40), allocatedA: null, allocatedTerminals: null })).toEqual([]);
  });
});

describe("a finding", () => {
  const over = findAnomalies({ ...healthy, terminals: all(20, 16, 16) });
  it("is an anomaly when it has been there for over 10 s, with since when", () => {
    const first = follow([], over, 1_000);
    expect(settled("ZPR000001", first, 10_999)).toEqual([]);
    expect(settlesAt(first, 1_000)).toBe(11_000);
    const later = follow(first, findAnomalies({ ...healthy, terminals: all(21, 16, 16) }), 8_000);
    expect(settled("ZPR000001", later, 11_000)).toEqual([
      { kind: "overAllocation", deviceId: "ZPR000001", line: "L1", terminal: 1, since: 1_000, value: 21, limit: 16 },
    ]);
    expect(settlesAt(later, 11_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it("on another line, or of another kind, begins by itself; the longest comes first", () => {
    const [healthyNow, l2Low, l1Low] = [
      { value: 230, at: 1_000 },
      { value: 201, at: 1_000 },
      { value: 201, at: 9_000 },
    ];
    const apart = findAnomalies({ ...healthy, voltages: [healthyNow, l2Low, healthyNow] });
    const both = findAnomalies({ ...healthy, voltages: [l1Low, l2Low, healthyNow] });
    const first = follow([], apart, 3_000);
    const later = follow(first, both, 9_500);
    expect(later.map(({ since }) => since)).toEqual([9_000, 1_000]);
    const all10 = settled("ZPR000001", later, 1_000_000);
    expect(all10.map(({ line, since }) => [line, since])).toEqual([
      ["L2", 1_000],
      ["L1", 9_000],
    ]);
    const overs = follow(later, over, 20_000);
    expect(overs.map(({ since }) => since)).toEqual([20_000]);
  });

  it("keeps the line on which a meter saw it", () => {
    const seen = follow([], findAnomalies({ ...healthy, seenLegs: [1, null, null] }), 1_000);
    expect(settled("ZPR000001", seen, 1_000)).toEqual([
      {
        kind: "loadOnOtherLine",
        deviceId: "ZPR000001",
        line: "L1",
        terminal: 1,
        seen: "L2",
        since: 1_000,
        value: null,
        limit: null,
      },
    ]);
  });

  it("that was gone meanwhile begins anew", () => {
    const first = follow([], over, 1_000);
    const gone = follow(first, [], 5_000);
    expect(settled("ZPR000001", follow(gone, over, 6_000), 12_000)).toEqual([]);
  });
});
