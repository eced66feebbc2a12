import { describe, expect, it } from "vitest";
import { availableAfter } from "./after";
import { installationView, now } from "./test-views";

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
