import { describe, expect, it } from "vitest";
import de from "../../lib/messages/de.json";
import en from "../../lib/messages/en.json";
import { warningRows } from "../../lib/protocol/zaptec/tables/warning-rows";
import { groupWarnings, isWarningName, kindOfWarning, warningKindOrder } from "./warning-kinds";

const names = [...new Set(warningRows.flatMap(({ pro, go }) => [pro, go]))].filter((name) => name !== null);

describe("a charger's warnings", () => {
  it("have words in both languages for every name of both products' maps, and for no other", () => {
    for (const { warnings } of [en, de]) {
      expect(Object.keys(warnings.names).sort()).toEqual([...names].sort());
      for (const { title, means } of Object.values(warnings.names)) expect(title.length * means.length).not.toBe(0);
    }
    expect(names.filter((name) => !isWarningName(name))).toEqual([]);
  });

  it("have an advice for every kind in both languages", () => {
    for (const { warnings } of [en, de])
      expect(Object.keys(warnings.todo).sort()).toEqual([...warningKindOrder].sort());
  });

  it("are unknown where a bit has no name, and never taken for something that every object has", () => {
    expect(kindOfWarning("BIT_40")).toBe("unknown");
    expect(kindOfWarning("toString")).toBe("unknown");
  });

  it("stand by what is to be done, the most urgent first", () => {
    expect(groupWarnings(["HUMIDITY", "RCD_DC", "BIT_40", "RELAY_WELDED", "ILLEGAL_PHASE"])).toEqual([
      { kind: "safety", names: ["RCD_DC", "RELAY_WELDED"] },
      { kind: "supply", names: ["ILLEGAL_PHASE"] },
      { kind: "environment", names: ["HUMIDITY"] },
      { kind: "unknown", names: ["BIT_40"] },
    ]);
    expect(groupWarnings([])).toEqual([]);
  });
});
