import { describe, expect, it } from "vitest";
import { inWords, unitsOf } from "./units";

describe("units", () => {
  it("writes numbers as the language does", () => {
    expect(inWords(unitsOf("en").currentA(34.2))).toBe("34.2\u00a0A");
    expect(inWords(unitsOf("de").currentA(34.2))).toBe("34,2\u00a0A");
    expect(inWords(unitsOf("en").limitA(63))).toBe("63\u00a0A");
    expect(inWords(unitsOf("en").powerW(7240))).toBe("7.2\u00a0kW");
    expect(inWords(unitsOf("en").powerW(0))).toBe("0\u00a0kW");
    expect(inWords(unitsOf("en").energyKwh(3.456))).toBe("3.46\u00a0kWh");
    expect(inWords(unitsOf("en").energyKwh(68.21))).toBe("68.2\u00a0kWh");
  });

  it("writes bounds in whole amperes that contain both, unless they are close", () => {
    const { rangeA } = unitsOf("de");
    expect(rangeA(70.3, 94.2)).toEqual({ number: "70–95", exact: "70,3–94,2", unit: "A" });
    expect(rangeA(14.9, 17.2)).toEqual({ number: "14,9–17,2", unit: "A" });
    expect(rangeA(15.02, 15.04)).toEqual({ number: "15,0", unit: "A" });
    expect(unitsOf("en").rangeA(999.6, 1_204).number).toBe("999–1,204");
  });

  it("writes bytes as KB and MB, and never something as nothing", () => {
    const shown = (value: number) => inWords(unitsOf("en").bytes(value));
    expect([0, 1, 4_096, 999_949, 999_950, 1.25e9].map(shown)).toEqual([
      "0\u00a0KB",
      "0.1\u00a0KB",
      "4.1\u00a0KB",
      "999.9\u00a0KB",
      "1.0\u00a0MB",
      "1,250.0\u00a0MB",
    ]);
    expect(inWords(unitsOf("de").bytes(1_500_000))).toBe("1,5\u00a0MB");
  });

  it("names the day of a time that is not of this half day", () => {
    const at = Date.UTC(2026, 10, 22, 13, 5, 9);
    expect(unitsOf("en").time(at, at + 1000, "Europe/Oslo")).toBe("14:05");
    expect(unitsOf("en").time(at, at + 1000, "Europe/Oslo", true)).toBe("14:05:09");
    expect(unitsOf("en").time(at, at + 86_400_000, "Europe/Oslo")).toBe("22 Nov, 14:05");
  });

  it("names the day of an end unless it is today by the zone's calendar", () => {
    const now = Date.UTC(2026, 10, 22, 22, 30);
    const { endTime } = unitsOf("en");
    expect(endTime(Date.UTC(2026, 10, 22, 22, 59), now, "Europe/Oslo")).toBe("23:59");
    expect(endTime(Date.UTC(2026, 10, 22, 23, 0), now, "Europe/Oslo")).toBe("23 Nov, 00:00");
    expect(endTime(Date.UTC(2026, 10, 22, 23, 0), now, "UTC")).toBe("23:00");
    expect(endTime(Date.UTC(2026, 11, 20, 9, 0), now, "Europe/Oslo")).toBe("20 Dec, 10:00");
    expect(unitsOf("de").endTime(Date.UTC(2026, 10, 23, 9, 0), now, "Europe/Oslo")).toBe("23. Nov., 10:00");
  });
});
