import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Installation, type Triple, usualSettings } from "../topology";
import { availableNow, type MeterReading, meterHoldMs } from "./available";

const now = Date.parse("2026-01-09T12:00:00Z");
const nobody: Triple<number> = [0, 0, 0];

const installation = (more: Partial<Installation> = {}): Installation => ({
  id: "park",
  name: "Park",
  networkType: "TN3",
  mainFuseA: 100,
  availableA: [80, 80, 80],
  imbalanceLimitA: null,
  switchCurrentA: 15,
  timeZone: "UTC",
  authorisation: { kind: "any" },
  ...usualSettings,
  ...more,
});
const noon = { days: [5], from: "11:00", to: "13:00", availableA: [40, 40, 40] } as const;
const building = { topic: "m", measures: "building", safeA: [10, 10, 10] } as const;
const reading = (currentA: Triple<number | null>, ageMs = 0): MeterReading => ({
  currentA,
  at: now - ageMs,
  receivedAt: now - ageMs,
});

describe("availableNow", () => {
  it("is what was entered, at most the main fuse", () => {
    expect(availableNow(installation({ availableA: [80, 120, 80] }), null, nobody, now)).toEqual({
      availableA: [80, 100, 80],
      source: "fixed",
      until: null,
      nextChangeAt: null,
    });
  });

  it("follows the schedule, and what people set for now before it", () => {
    const scheduled = installation({ schedule: [noon] });
    const end = Date.parse("2026-01-09T13:00:00Z");
    expect(availableNow(scheduled, null, nobody, now)).toMatchObject({
      source: "schedule",
      until: end,
      nextChangeAt: end,
    });
    const until = now + 60_000;
    const set = { ...scheduled, override: { availableA: [200, 20, 20] as const, until } };
    expect(availableNow(set, null, nobody, now)).toEqual({
      availableA: [100, 20, 20],
      source: "override",
      until,
      nextChangeAt: until,
    });
    expect(availableNow(set, null, nobody, until)).toMatchObject({ source: "schedule", availableA: [40, 40, 40] });
  });

  it("leaves the chargers what a building leaves, in whole amperes", () => {
    const metered = installation({ meter: building });
    expect(availableNow(metered, reading([30.4, 10, 99.9]), nobody, now)).toEqual({
      availableA: [69, 80, 0],
      source: "meter",
      until: null,
      nextChangeAt: now + meterHoldMs,
    });
    expect(availableNow(metered, reading([5, 5, 5]), nobody, now)).toMatchObject({
      availableA: [80, 80, 80],
      source: "fixed",
      nextChangeAt: now + meterHoldMs,
    });
    expect(availableNow(metered, reading([130, -20, 0]), nobody, now).availableA).toEqual([0, 80, 80]);
  });

  it("takes from a total what the chargers drew", () => {
    const metered = installation({ meter: { ...building, measures: "total" } });
    expect(availableNow(metered, reading([60, 60, 60]), [20, 0, 70], now).availableA).toEqual([60, 40, 80]);
  });

  it("falls back to the safe limit without a whole reading of the last 30 s", () => {
    const one = installation({ networkType: "TN1", meter: building });
    expect(availableNow(one, reading([30.4, null, null]), nobody, now)).toMatchObject({
      availableA: [69, 69, 69],
      source: "meter",
    });
    expect(availableNow(one, reading([null, null, null]), nobody, now)).toMatchObject({ source: "meterLost" });
    const metered = installation({ meter: building });
    const safe = { availableA: [10, 10, 10], source: "meterLost" };
    expect(availableNow(metered, null, nobody, now)).toMatchObject(safe);
    expect(availableNow(metered, reading([1, null, 1]), nobody, now)).toMatchObject(safe);
    expect(availableNow(metered, reading([1, 1, 1], 20_000), nobody, now)).toMatchObject({ source: "fixed" });
    expect(availableNow(metered, reading([1, 1, 1], 45_000), nobody, now)).toMatchObject(safe);
    expect(availableNow(metered, reading([1, 1, 1], meterHoldMs - 1), nobody, now)).toMatchObject({ source: "fixed" });
    expect(availableNow(metered, reading([1, 1, 1], meterHoldMs), nobody, now)).toMatchObject(safe);
    // Resent after an outage: it came now, and tells of long ago.
    const resent = { ...reading([1, 1, 1]), at: now - 600_000 };
    expect(availableNow(metered, resent, nobody, now)).toMatchObject(safe);
    const override = { availableA: [5, 90, 90] as const, until: now + 1 };
    expect(availableNow({ ...metered, override }, null, nobody, now)).toMatchObject({
      availableA: [5, 10, 10],
      source: "meterLost",
      nextChangeAt: now + 1,
    });
  });
});

const amps = fc.double({ min: 0, max: 200, noNaN: true });
const lines = fc.tuple(amps, amps, amps);
const known = fc.option(amps);
const installations = fc
  .record({
    mainFuseA: fc.integer({ min: 6, max: 150 }),
    availableA: lines,
    schedule: fc.array(
      fc.record({
        days: fc.constant([5 as const]),
        from: fc.constant("11:00"),
        to: fc.constant("12:01"),
        availableA: lines,
      }),
      { maxLength: 2 },
    ),
    override: fc.option(fc.record({ availableA: lines, until: fc.integer({ min: now - 5, max: now + 60_000 }) })),
    meter: fc.option(
      fc.record({
        topic: fc.constant("m"),
        measures: fc.constantFrom("building" as const, "total" as const),
        safeA: lines,
      }),
    ),
  })
  .map(installation);
const readings = fc.option(
  fc.record({
    currentA: fc.tuple(known, known, known),
    at: fc.integer({ min: now - 60_000, max: now }),
    receivedAt: fc.integer({ min: now - 60_000, max: now }),
  }),
);

describe("laws of the available current", () => {
  const each = (law: (given: Installation, reading: MeterReading | null, chargersA: Triple<number>) => void) =>
    fc.assert(fc.property(installations, readings, lines, law), { numRuns: 1_000 });

  it("law: never above the main fuse, never below 0", () => {
    each((given, reading, chargersA) => {
      for (const currentA of availableNow(given, reading, chargersA, now).availableA) {
        expect(currentA).toBeGreaterThanOrEqual(0);
        expect(currentA).toBeLessThanOrEqual(given.mainFuseA);
      }
    });
  });

  it("law: with what a building draws it is never above the main fuse, unless the building alone is", () => {
    each((given, reading) => {
      if (given.meter?.measures !== "building") return;
      const { availableA, source } = availableNow(given, reading, [0, 0, 0], now);
      if (source === "meterLost") return;
      for (const line of [0, 1, 2] as const) {
        const drawn = reading?.currentA[line] ?? Number.NaN;
        expect(availableA[line] + drawn).toBeLessThanOrEqual(Math.max(given.mainFuseA, drawn));
      }
    });
  });

  it("law: nothing changes before nextChangeAt, and a meter is lost within 30 s", () => {
    each((given, reading, chargersA) => {
      const is = availableNow(given, reading, chargersA, now);
      const next = is.nextChangeAt ?? now + 86_400_000;
      expect(next).toBeGreaterThan(now);
      expect(availableNow(given, reading, chargersA, next - 1)).toEqual(is);
      if (given.meter !== null)
        expect(availableNow(given, reading, chargersA, now + meterHoldMs).source).toBe("meterLost");
    });
  });
});
