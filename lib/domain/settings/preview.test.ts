import { describe, expect, it } from "vitest";
import { type Installation, usualSettings } from "../topology";
import type { MeterReading } from "./available";
import { asHeardNow, laterAfter } from "./preview";

// A Sunday; 15:02 in Berlin.
const now = Date.parse("2026-11-22T14:02:11Z");
const hour = 3_600_000;
const none = [0, 0, 0] as const;
const monday = Date.parse("2026-11-23T06:00:00+01:00");
const week = [{ days: [1, 2, 3, 4, 5], from: "06:00", to: "18:00", availableA: [10, 10, 10] }] as const;

const withSettings = (more: Partial<Installation> = {}): Installation => ({
  id: "depot",
  name: "Depot",
  networkType: "TN3",
  mainFuseA: 63,
  availableA: [63, 63, 63],
  imbalanceLimitA: null,
  switchCurrentA: 15,
  timeZone: "Europe/Berlin",
  authorisation: { kind: "any" },
  ...usualSettings,
  ...more,
});

describe("what other settings change later", () => {
  it("is the first difference that a schedule makes, where it makes none now", () => {
    const expected = { at: monday, fromA: [63, 63, 63], toA: [10, 10, 10] };
    expect(laterAfter(withSettings(), { schedule: week }, null, none, now)).toEqual(expected);
    const taken = { at: monday, fromA: [10, 10, 10], toA: [63, 63, 63] };
    expect(laterAfter(withSettings({ schedule: week }), { schedule: [] }, null, none, now)).toEqual(taken);
  });

  it("is found beyond what is set by hand, and not its end", () => {
    for (const until of [now + hour, monday + 2 * hour]) {
      const park = withSettings({ override: { availableA: [40, 40, 40], until } });
      const at = Math.max(until, monday);
      expect(laterAfter(park, { schedule: week }, null, none, now)).toMatchObject({ at, fromA: [63, 63, 63] });
    }
  });

  it("is the end of what holds from now on, where something changes now", () => {
    const override = { availableA: [20, 20, 20], until: now + hour } as const;
    const expected = { at: now + hour, fromA: [20, 20, 20], toA: [63, 63, 63] };
    expect(laterAfter(withSettings(), { override }, null, none, now)).toEqual(expected);
  });

  it("is nothing where the week stays as it is", () => {
    const same = [{ ...week[0], availableA: [63, 63, 63] }] as const;
    expect(laterAfter(withSettings(), { schedule: same }, null, none, now)).toBeNull();
    expect(laterAfter(withSettings({ schedule: week }), { schedule: [...week] }, null, none, now)).toBeNull();
  });

  it("goes by the building's meter as it is heard now, unless it is lost", () => {
    const meter = { topic: "meters/depot", measures: "building", safeA: [6, 6, 6] } as const;
    const said: MeterReading = { currentA: [43, 43, 43], at: now - hour, receivedAt: now - hour };
    const available = { availableA: [20, 20, 20], until: null, nextChangeAt: null } as const;
    const heard = asHeardNow(said, { ...available, source: "meter" }, now);
    expect(laterAfter(withSettings({ meter }), { schedule: week }, heard, none, now)).toMatchObject({
      at: monday,
      fromA: [20, 20, 20],
    });
    const lost = asHeardNow(said, { ...available, source: "meterLost" }, now);
    expect(laterAfter(withSettings({ meter }), { schedule: week }, lost, none, now)).toBeNull();
  });
});
