import { describe, expect, test } from "vitest";
import { charged, idle, min, readings, sum } from "./test-charger";

const hour = 3_600_000;
const full = { energyKwh: 7, startedAt: min(0), endedAt: min(90) };

describe("a charger whose clock is wrong", () => {
  test("by an hour: all of it is put right by what its clock was off by, and flagged", () => {
    const clock = { epoch: 2, offsetMs: hour };
    const signedReadings = readings([60, 100], [75, 102], [121, 107]);
    const session = idle()
      .say(0, { sessionId: "a", mode: "charging" }, clock)
      .say(90, { mode: "disconnected" }, clock)
      .record(91, { ...full, startedAt: min(60), endedAt: min(150), signedReadings }, clock)
      .only();
    expect(session).toMatchObject({
      start: { at: min(0), by: "charger", charger: min(60), us: min(0) },
      end: { at: min(90), charger: min(150) },
      energy: { wh: 7_000, source: "meter" },
    });
    expect(session.quarters?.[0]).toEqual({ at: min(0), wh: 2_000, isEstimated: false });
    expect(session.flags).toContain("clockWrong");
  });

  test("that was set in the middle: each time is put right by the clock of its own", () => {
    const never = { epoch: 2, offsetMs: -min(0) + 5_000 };
    const session = idle()
      .say(0, { sessionId: "a", mode: "charging" }, never)
      .say(20, { powerW: 1 }, never)
      .say(90, { mode: "disconnected" }, { epoch: 3 })
      .record(91, { ...full, startedAt: 5_000 }, { epoch: 3 })
      .only();
    expect(session).toMatchObject({ start: { at: min(0), by: "charger", charger: 5_000 }, end: { at: min(90) } });
    expect(session.flags).toContain("clockNeverSet");
  });

  test("1970 in a record, and nobody knows what it was off by: what was reckoned counts, and 1970 is kept", () => {
    const session = charged()
      .record(91, { ...full, startedAt: 5_000, endedAt: 900_000 })
      .only();
    expect(session).toMatchObject({
      start: { at: min(0), by: "us", charger: 5_000 },
      end: { at: min(90), by: "us", charger: 900_000 },
      energy: { wh: 7_000, source: "charger" },
    });
    expect(session.flags).toContain("clockNeverSet");
  });

  test("1970 in a record of what was never heard: it stands where it was told, and moves no other", () => {
    const charger = charged()
      .say(200, { sessionId: "c", mode: "charging" })
      .say(250, { mode: "disconnected" })
      .record(150, { id: "b", energyKwh: 2, startedAt: 5_000, endedAt: 900_000 });
    const [a, b, c] = charger.sessions();
    expect([a?.id, b?.id, c?.id]).toEqual(["a", "b", "c"]);
    expect(b).toMatchObject({
      start: { at: null, by: "unknown" },
      end: { at: null, by: "unknown" },
      energy: { wh: 2_000 },
    });
    expect(b?.flags).toEqual(expect.arrayContaining(["startUnknown", "endUnknown", "clockNeverSet"]));
    expect(a?.end.at).toBe(min(90));
  });

  test("that was not set at the session's begin: its times are kept, and do not count against what was heard", () => {
    const told = { ...full, hadSetClock: false, startedAt: min(-300), endedAt: min(-200) };
    const session = charged().record(91, told).only();
    expect(session).toMatchObject({
      start: { at: min(0), by: "us", charger: min(-300) },
      end: { at: min(90), by: "us" },
    });
    expect(session.flags).toEqual(expect.arrayContaining(["clockUnreliable", "timesDiffer"]));
    const unheard = idle().record(91, told).only();
    expect(unheard.start).toMatchObject({ at: min(-300), by: "charger" });
  });

  test("an end before its start: both are kept, neither is used", () => {
    const session = charged()
      .record(91, { ...full, startedAt: min(80), endedAt: min(10) })
      .only();
    expect(session).toMatchObject({ start: { at: min(0), charger: min(80) }, end: { at: min(90), charger: min(10) } });
    expect(session.flags).toContain("endBeforeStart");
  });

  test("an end later than its telling is none", () => {
    const session = charged()
      .record(91, { ...full, endedAt: min(500) })
      .only();
    expect(session.end).toMatchObject({ at: min(90), by: "us", charger: min(500) });
    expect(session.flags).toContain("clockWrong");
  });

  test("1970 in the readings: their energy counts, and nothing is ordered by their times", () => {
    const signedReadings = readings([0, 100], [15, 102], [61, 107]).replaceAll(/2026-03-02T0/g, "1970-01-01T0");
    const session = charged()
      .record(91, { ...full, signedReadings })
      .only();
    expect(session.energy).toMatchObject({ wh: 7_000, source: "meter" });
    expect(session.flags).toContain("readingTime");
    expect(session.quarters?.every(({ at, isEstimated }) => isEstimated && at >= min(0) && at < min(90))).toBe(true);
    expect(sum(session.quarters)).toBe(7_000);
  });

  test("readings of another day than their session: the same", () => {
    const signedReadings = readings([0, 100], [15, 102], [61, 107]).replaceAll("2026-03-02T0", "2026-03-01T0");
    const session = charged()
      .record(91, { ...full, signedReadings })
      .only();
    expect(session.flags).toContain("readingTime");
    expect(session.quarters?.every(({ at }) => at >= min(0) && at < min(90))).toBe(true);
    expect(sum(session.quarters)).toBe(7_000);
  });

  test("record and telling more than two minutes apart are flagged", () => {
    expect(
      charged()
        .record(91, { ...full, startedAt: min(1.9) })
        .only().flags,
    ).not.toContain("timesDiffer");
    const session = charged()
      .record(91, { ...full, startedAt: min(2.1) })
      .only();
    expect(session.start).toMatchObject({ at: min(2.1), by: "charger", us: min(0) });
    expect(session.flags).toContain("timesDiffer");
  });
});

test("five days with a hole of 54 h: the hole is kept, and not known", () => {
  const session = idle()
    .say(0, { sessionId: "a", mode: "charging", powerW: 3_000 })
    .say(7_200, { mode: "disconnected" })
    .online([-100, 1_000], [4_240, 8_000])
    .only();
  expect(session).toMatchObject({ start: { at: min(0) }, end: { at: min(7_200) }, chargingMs: 1_000 * 60_000 });
  expect(session.unknownMs).toBe(6_200 * 60_000);
  expect(session.flags).toContain("notHeard");
});
