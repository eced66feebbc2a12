import { describe, expect, it } from "vitest";
import { type NetworkType, type Topology, usualSettings } from "../../domain/topology";
import { chargerFault } from "./charger-fault";

const on = (networkType: NetworkType): Topology => ({
  installations: [
    {
      id: "i",
      name: "I",
      networkType,
      mainFuseA: 63,
      availableA: [63, 63, 63],
      imbalanceLimitA: null,
      switchCurrentA: 15,
      timeZone: "UTC",
      authorisation: { kind: "any" },
      ...usualSettings,
    },
  ],
  circuits: [{ id: "i-a", installationId: "i", name: "A", fuseA: 32 }],
  chargers: [],
});
const good = { deviceId: "ZPR000001", circuitId: "i-a", name: "P1", maxCurrentA: 32, minCurrentA: 6 };

describe("chargerFault", () => {
  it("lets pass what can stand there", () => {
    expect(chargerFault({ ...good, rotation: "STR" }, on("TN3"))).toBeNull();
    expect(chargerFault({ ...good, rotation: "L1-L3" }, on("IT1"))).toBeNull();
    expect(chargerFault(good, on("IT3"))).toBeNull();
    expect(chargerFault({ ...good, circuitId: null }, on("TN1"))).toBeNull();
  });

  it.each([
    [{ name: "" }, "TN3", "The charger has no name."],
    [{ name: "P\u200b1" }, "TN3", "The name has a control, direction or zero-width character."],
    [{ minCurrentA: 16, maxCurrentA: 10 }, "TN3", "The least current is above the most."],
    [{ circuitId: "i-b" }, "TN3", "There is no circuit i-b. Known: i-a."],
    [{ rotation: "L1-L2" }, "TN3", "The rotation L1-L2 is not possible on TN3."],
    [{ rotation: "L1" }, "IT3", "The rotation L1 is not possible on IT3."],
    [{}, "TN1", "On TN1 the charger's line has to be told by its rotation."],
  ] as const)("refuses %j on %s", (change, networkType, fault) => {
    expect(chargerFault({ ...good, ...change }, on(networkType))).toBe(fault);
  });
});
