import { describe, expect, it } from "vitest";
import { noneSeen } from "./none-seen";

describe("where no electrical fault is seen", () => {
  it("none is there if all chargers can be heard, also of no chargers", () => {
    expect(noneSeen(3, 3)).toBe("none");
    expect(noneSeen(0, 0)).toBe("none");
  });

  it("nothing is said of those that cannot be heard", () => {
    expect(noneSeen(2, 3)).toBe("noneOfHeard");
    expect(noneSeen(0, 3)).toBe("notKnown");
    expect(noneSeen(0, 1)).toBe("notKnown");
  });
});
