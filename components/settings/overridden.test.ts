import { describe, expect, it } from "vitest";
import { heldBackBy } from "./overridden";

const override = { availableA: [70, 70, 70], until: 1 } as const;

describe("something set by hand", () => {
  it("is told beside what the building leaves and beside the safe limit", () => {
    expect(heldBackBy("meter", override)).toBe("byBuilding");
    expect(heldBackBy("meterLost", override)).toBe("bySafeLimit");
  });

  it("is told by the source alone where it is the source, and not where it is none", () => {
    expect(heldBackBy("override", override)).toBeNull();
    expect(heldBackBy("meter", null)).toBeNull();
    expect(heldBackBy("meterLost", null)).toBeNull();
  });
});
