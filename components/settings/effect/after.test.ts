import { describe, expect, it } from "vitest";
import { installationView, now } from "../test-views";
import { availableAfter, laterAfter } from "./after";

const none = [0, 0, 0] as const;
const hour = 3_600_000;

describe("what would be available with other settings", () => {
  it("is what is set by hand, capped by the main fuse, until its end", () => {
    const override = { availableA: [40, 80, 40], until: now + hour } as const;
    expect(availableAfter(installationView(), { override }, none, now)).toMatchObject({
      availableA: [40, 63, 40],
      source: "override",
      until: now + hour,
    });
  });

  it("goes back to the schedule that holds now", () => {
    const view = installationView();
    const schedule = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "06:00", to: "22:00", availableA: [20, 20, 20] }] as const;
    const after = availableAfter(
      { ...view, settings: { ...view.settings, override: { availableA: none, until: now + hour } } },
      { override: null, schedule },
      none,
      now,
    );
    expect(after).toMatchObject({ availableA: [20, 20, 20], source: "schedule" });
  });

  it("leaves no more than the safe limit while the meter is lost", () => {
    const view = installationView();
    const meter = { topic: "meters/depot", measures: "building", safeA: [10, 10, 10] } as const;
    const lost = { ...view, settings: { ...view.settings, meter } };
    const available = { source: "meterLost", until: null, nextChangeAt: null, meter: null } as const;
    const override = { availableA: [40, 40, 8], until: now + hour } as const;
    const after = availableAfter({ ...lost, available }, { override }, none, now);
    expect(after).toMatchObject({ availableA: [10, 10, 8], source: "meterLost" });
  });
});

describe("what other settings change later", () => {
  // 2026-11-22 is a Sunday; 15:02 in Berlin.
  const week = [{ days: [1, 2, 3, 4, 5], from: "06:00", to: "18:00", availableA: [10, 10, 10] }] as const;
  const monday = Date.parse("2026-11-23T06:00:00+01:00");
  const withSettings = (more: Partial<ReturnType<typeof installationView>["settings"]>) => {
    const view = installationView();
    return { ...view, settings: { ...view.settings, ...more } };
  };

  it("is the first difference that a schedule makes, where it makes none now", () => {
    const expected = { at: monday, fromA: [63, 63, 63], toA: [10, 10, 10] };
    expect(laterAfter(installationView(), { schedule: week }, none, now, false)).toEqual(expected);
    const taken = { at: monday, fromA: [10, 10, 10], toA: [63, 63, 63] };
    expect(laterAfter(withSettings({ schedule: week }), { schedule: [] }, none, now, false)).toEqual(taken);
  });

  it("is found beyond what is set by hand, and not its end", () => {
    for (const until of [now + hour, monday + 2 * hour]) {
      const view = withSettings({ override: { availableA: [40, 40, 40], until } });
      const at = Math.max(until, monday);
      expect(laterAfter(view, { schedule: week }, none, now, false)).toMatchObject({ at, fromA: [63, 63, 63] });
    }
  });

  it("is the end of what holds from now on, where something changes now", () => {
    const override = { availableA: [20, 20, 20], until: now + hour } as const;
    const expected = { at: now + hour, fromA: [20, 20, 20], toA: [63, 63, 63] };
    expect(laterAfter(installationView(), { override }, none, now, true)).toEqual(expected);
  });

  it("is nothing where the week stays as it is", () => {
    const same = [{ ...week[0], availableA: [63, 63, 63] }] as const;
    expect(laterAfter(installationView(), { schedule: same }, none, now, false)).toBeNull();
    expect(laterAfter(withSettings({ schedule: week }), { schedule: [...week] }, none, now, false)).toBeNull();
  });

  it("goes by the building's meter as it is heard now", () => {
    const meter = { topic: "meters/depot", measures: "building", safeA: [6, 6, 6] } as const;
    const said = { currentA: [43, 43, 43], at: now - 1_000 } as const;
    const available = { source: "meter", until: null, nextChangeAt: null, meter: said } as const;
    const metered = { ...withSettings({ meter }), available };
    expect(laterAfter(metered, { schedule: week }, none, now, false)).toMatchObject({
      at: monday,
      fromA: [20, 20, 20],
    });
  });
});
