import { describe, expect, it } from "vitest";
import { noneSeen } from "./none-seen";

describe("where no electrical fault is seen", () => {
  it("none is there if all chargers can be heard, also of no chargers", () => {
    expect(noneSeen(3, 3, null)).toBe("none");
    expect(noneSeen(0, 0, null)).toBe("none");
  });

  it("nothing is said of those that cannot be heard", () => {
    expect(noneSeen(2, 3, null)).toBe("noneOfHeard");
    expect(noneSeen(0, 3, null)).toBe("notKnown");
    expect(noneSeen(0, 1, null)).toBe("notKnownOne");
  });

  it("no charger is blamed while the page or the dashboard hears nobody", () => {
    expect(noneSeen(1, 1, "page")).toBe("notKnownPage");
    expect(noneSeen(0, 3, "broker")).toBe("notKnownBroker");
  });
});
