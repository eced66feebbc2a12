import { describe, expect, it } from "vitest";
import { flowOf, newGrid, rotationCode, voltagesAt } from "./grid";
import { charger, noon } from "./test-charger";

describe("grids", () => {
  it.each([
    ["TN3", 4, 3, [16, 16, 16], [16, 16, 16], 11_000],
    ["TN3", 4, 1, [16, 0, 0], [16, 0, 0], 3700],
    ["TN3", 2, 3, [0, 16, 0], [0, 16, 0], 3700],
    ["IT3", 8, 1, [16, 0, 0], [16, 0, 16], 3700],
    ["IT3", 6, 1, [0, 16, 0], [0, 16, 16], 3700],
    ["IT3", 5, 3, [0, 0, 16], [16, 16, 0], 3700],
    ["IT3", 9, 3, [9.24, 9.24, 9.24], [16, 16, 16], 6370],
    ["TN1", 1, 3, [16, 0, 0], [16, 0, 0], 3700],
    ["IT1", 8, 1, [16, 0, 0], [16, 16, 0], 3700],
  ] as const)(
    "%s, phase id %d, a %d-phase car: meters, terminals and power",
    (networkType, id, phases, meters, terminals, watts) => {
      const c = charger({
        networkType,
        rotation: networkType === "TN1" ? "L1" : networkType === "IT1" ? "L1-L3" : "RST",
      });
      c.connect();
      c.plugIn({ phases, maxA: 32, batteryKwh: 100 });
      expect(c.call(501, ["16", String(id)])).toBe(200);
      c.pass(15_000);
      const near = (list: readonly number[]) => list.map((amps) => expect.closeTo(amps, -0.5));
      expect(c.state.meterA).toEqual(near(meters));
      expect(c.state.terminalA).toEqual(near(terminals));
      expect(c.state.powerW / watts).toBeCloseTo(1, 1);
    },
  );

  it("loads the installation's lines by rotation", () => {
    const c = charger({ rotation: "STR" });
    c.connect();
    c.plugIn({ phases: 1 });
    c.call(501, ["16", "1"]);
    c.pass(15_000);
    expect(c.state.terminalA[0]).toBeGreaterThan(15);
    expect(c.state.grid.lineA.map(Math.round)).toEqual([0, 16, 0]);
  });

  it("lets the voltage sag with the installation's load and with the charger's own", () => {
    const grid = newGrid("TN3", 100);
    const idle = voltagesAt(grid, "TN3", "RST", [0, 0, 0], noon);
    grid.lineA = [0, 100, 0];
    const loaded = voltagesAt(grid, "TN3", "RST", [0, 0, 0], noon);
    expect(idle[1] - loaded[1]).toBeCloseTo(6.9, 5);
    expect(loaded[0]).toBe(idle[0]);
    // Terminal 1 of a rotated charger hangs on L2.
    expect(voltagesAt(grid, "TN3", "STR", [0, 0, 0], noon)[0]).toBeLessThan(idle[0] - 6);
    const own = voltagesAt(grid, "TN3", "RST", [32, 0, 0], noon);
    expect(loaded[0] - own[0]).toBeGreaterThan(1);
  });

  it("gives single-phase grids one voltage, IT about 230 V between lines", () => {
    expect(voltagesAt(newGrid("TN1", 100), "TN1", "L1", [0, 0, 0], noon).slice(1)).toEqual([0, 0]);
    for (const volts of voltagesAt(newGrid("IT3", 100), "IT3", "RST", [0, 0, 0], noon))
      expect(volts).toBeCloseTo(230, -1);
  });

  it("knows the rotation's code on each grid", () => {
    expect([
      rotationCode("TN3", "RST"),
      rotationCode("IT3", "RST"),
      rotationCode("TN1", "L2"),
      rotationCode("IT1", "L1-L2"),
    ]).toEqual([4, 13, 2, 12]);
  });

  it("a three-phase car given one phase draws on one", () => {
    expect(flowOf("TN3", 3, 3, 3).phases).toBe(1);
    expect(flowOf("TN3", 4, 3, 1).phases).toBe(1);
  });
});
