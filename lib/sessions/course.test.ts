import { describe, expect, test } from "vitest";
import { charged, idle, min, readings, TestCharger } from "./test-charger";

const ids = (charger: TestCharger) => charger.sessions().map(({ id }) => id);

describe("from plug-in to unplug", () => {
  test("start, end, who, and how long it charged and waited", () => {
    expect(charged().only()).toMatchObject({
      id: "a",
      start: { at: min(0), by: "us", charger: null, us: min(0) },
      end: { at: min(90), by: "us" },
      endedBy: "unplug",
      isOpen: false,
      tag: "nfc-1",
      firstCurrentAt: min(1),
      lastCurrentAt: min(61),
      chargingMs: 60 * 60_000,
      waitingMs: 60_000,
      unknownMs: 0,
      highestPowerW: 7_000,
      flags: ["noMeter"],
    });
  });

  test("the id may be told before the car, after it, or at the same instant", () => {
    const before = idle().say(0, { sessionId: "a" }).say(0.01, { mode: "requesting" });
    const after = idle().say(0, { mode: "requesting" }).say(0.01, { sessionId: "a" });
    const together = idle().say(0, { mode: "requesting", sessionId: "a" });
    for (const charger of [before, after, together])
      expect(charger.only()).toMatchObject({
        id: "a",
        start: { at: min(0), by: "us" },
        isOpen: true,
        end: { at: null },
      });
  });

  test("a stop in the evening and a start in the morning are one session", () => {
    const charger = idle()
      .say(0, { mode: "requesting", sessionId: "a" })
      .say(1, { mode: "charging", sessionEnergyKwh: 0 })
      .say(61, { sessionEnergyKwh: 20, mode: "finished", pausedByOrder: true })
      .say(661, { mode: "requesting", pausedByOrder: false })
      .say(662, { mode: "charging" })
      .say(722, { sessionEnergyKwh: 25, mode: "finished" })
      .say(730, { mode: "disconnected" });
    expect(charger.only()).toMatchObject({ energy: { wh: 25_000 }, start: { at: min(0) }, end: { at: min(730) } });
  });

  test("a restart in the middle, with the id told again, goes on with it", () => {
    const charger = charged().say(40, { mode: "disconnected" }).say(40.2, { mode: "charging", sessionId: "a" });
    expect(charger.only()).toMatchObject({ id: "a", start: { at: min(0) }, end: { at: min(90) } });
  });

  test("an id that is cleared while its car is there does not end it", () => {
    const charger = charged().say(40, { sessionId: null }).say(41, { mode: "charging" }).say(42, { sessionId: "a" });
    expect(charger.only()).toMatchObject({ id: "a", end: { at: min(90) } });
  });

  test("without an id it has one of charger and start", () => {
    const charger = idle().say(0, { mode: "charging" }).say(10, { mode: "disconnected" });
    expect(charger.only()).toMatchObject({ id: "ZPR000001 2026-03-02T08:00:00.000Z", hasOwnId: false });
  });

  test("an id that is told again after its car has left begins nothing", () => {
    expect(ids(charged().say(100, { sessionId: "a" }).say(200, { mode: "disconnected" }))).toEqual(["a"]);
    expect(ids(new TestCharger().say(0, { sessionId: "old", mode: "disconnected" }))).toEqual([]);
    expect(ids(new TestCharger().say(0, { sessionId: "old" }).say(0.01, { mode: "disconnected" }))).toEqual([]);
  });

  test("an old id that is told with no car is not that of the car that comes next", () => {
    const charger = new TestCharger()
      .say(0, { sessionId: "old", mode: "disconnected" })
      .say(0.5, { mode: "requesting" })
      .say(0.51, { sessionId: "new" });
    expect(charger.only()).toMatchObject({ id: "new", start: { at: min(0.5) } });
  });

  test("the last id, told again shortly before the next car comes, is not that car's", () => {
    const charger = charged()
      .say(99.5, { sessionId: "a" })
      .say(100, { mode: "requesting" })
      .say(100.01, { sessionId: "b" });
    expect(charger.sessions()).toMatchObject([{ id: "a", endedBy: "unplug", end: { at: min(90) } }, { id: "b" }]);
  });

  test("the id of a session that another one ended, told again, ends nothing", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(60, { sessionId: "b" })
      .say(70, { sessionId: "a" })
      .say(80, { mode: "disconnected" });
    expect(charger.sessions()).toMatchObject([
      { id: "a", end: { at: min(60) } },
      { id: "b", end: { at: min(80) } },
    ]);
  });

  test("an id that is cleared and never told again goes on for as long as its car is there", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(60, { sessionId: null })
      .say(61, { mode: "charging" })
      .say(90, { mode: "disconnected" });
    expect(charger.only()).toMatchObject({ id: "a", end: { at: min(90) } });
  });

  test("an id that is cleared before its car leaves does not go on with the next car", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(60, { sessionId: null })
      .say(60.1, { mode: "disconnected" })
      .say(70, { mode: "charging" });
    expect(charger.sessions()).toMatchObject([
      { id: "a", endedBy: "unplug" },
      { hasOwnId: false, start: { at: min(70) } },
    ]);
  });

  test("a mode that is not known ends nothing", () => {
    expect(charged().say(20, { mode: "unknown" }).say(21, { mode: "charging" }).only()).toMatchObject({
      end: { at: min(90) },
      unknownMs: 60_000,
    });
  });
});

describe("what ends it", () => {
  test("the next session, where the unplugging was not told: and nothing of the one goes into the other", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging", sessionEnergyKwh: 0 })
      .say(60, { sessionEnergyKwh: 12.4 })
      .say(100, { sessionId: "b", sessionEnergyKwh: 12.4 })
      .say(101, { mode: "charging", sessionEnergyKwh: 0.1 })
      .say(120, { mode: "disconnected" });
    const [a, b] = charger.sessions();
    expect(a).toMatchObject({ id: "a", endedBy: "nextSession", end: { at: min(100) }, energy: { wh: 12_400 } });
    expect(a?.flags).toContain("unplugNotTold");
    expect(b).toMatchObject({ id: "b", start: { at: min(100), by: "us" }, energy: { wh: 100 } });
    expect(b?.flags).not.toContain("counterReset");
  });

  test("an unplugging within an outage: end unknown, with bounds", () => {
    const charger = charged()
      .with({ told: new Map() })
      .with({
        told: idle().say(0, { sessionId: "a", mode: "charging" }).say(200, { mode: "disconnected" }).input().told,
      })
      .online([-100, 50], [199.9, 1_000]);
    const session = charger.only();
    expect(session.end).toEqual({
      at: null,
      by: "unknown",
      charger: null,
      us: null,
      within: { from: min(50), to: min(200) },
    });
    expect(session.flags).toEqual(expect.arrayContaining(["endUnknown", "notHeard"]));
    expect(session.isOpen).toBe(false);
  });

  test("an unplugging within an outage that was told later with its own time is known", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(120, { mode: "disconnected" })
      .online([-100, 50], [199.9, 1_000]);
    expect(charger.only().end).toMatchObject({ at: min(120), by: "us" });
  });

  test("a start within an outage, or before anything was heard, is unknown, and no energy is 0 for it", () => {
    const outage = idle().say(100, { sessionId: "a", mode: "charging" }).online([-100, 10], [99.9, 1_000]);
    expect(outage.only().start).toMatchObject({ at: null, by: "unknown", within: { from: min(10), to: min(100) } });
    const first = new TestCharger().say(0, { sessionId: "a", mode: "charging" }).only();
    expect(first.start).toMatchObject({ at: null, by: "unknown", within: { from: null, to: min(0) } });
    expect(first.flags).toContain("startUnknown");
    expect(first.energy.wh).toBeNull();
    expect(first.quarters).toBeNull();
  });

  test("nothing yet: it is open, up to what is known", () => {
    const session = idle()
      .say(0, { sessionId: "a", mode: "charging", powerW: 6_000 })
      .with({ until: min(30) })
      .only();
    expect(session).toMatchObject({ isOpen: true, endedBy: null, energy: { wh: 3_000, source: "power" } });
    expect(session.flags).not.toContain("endUnknown");
  });
});

describe("the charger's record", () => {
  const full = { id: "a", energyKwh: 7.012, startedAt: min(0) - 300, endedAt: min(90) - 200, tag: "nfc-2" };

  test("replaces what was reckoned, and both are kept", () => {
    expect(charged().record(91, full).only()).toMatchObject({
      start: { at: min(0) - 300, by: "charger", charger: min(0) - 300, us: min(0) },
      end: { at: min(90) - 200, by: "charger" },
      endedBy: "record",
      tag: "nfc-2",
      energy: { wh: 7_012, source: "charger", chargerWh: 7_012, counterWh: 7_000, powerWh: 7_000 },
      flags: ["noMeter"],
    });
  });

  test("ends a session whose unplugging was not told; what comes next is another one", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(200, { mode: "charging" })
      .say(200.1, { sessionId: "b" })
      .record(91, full);
    const [a, b] = charger.sessions();
    expect(a).toMatchObject({ id: "a", end: { at: min(90) - 200 } });
    expect(b).toMatchObject({ id: "b", start: { at: min(200) }, isOpen: true });
  });

  test("of a car that came unheard ends the session before it", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(600, { mode: "disconnected" })
      .online([-100, 50], [599.9, 1_000])
      .record(601, { id: "b", energyKwh: 3, startedAt: min(100), endedAt: min(200) });
    const [a, b] = charger.sessions();
    expect(a).toMatchObject({
      id: "a",
      endedBy: "nextSession",
      end: { at: null, within: { from: min(50), to: min(100) } },
    });
    expect(b).toMatchObject({ id: "b", start: { at: min(100) }, end: { at: min(200) } });
  });

  test("of a car that came unheard ends a session without an id too", () => {
    const charger = idle()
      .say(0, { mode: "charging" })
      .say(600, { mode: "disconnected" })
      .record(601, { id: "b", energyKwh: 3, startedAt: min(100), endedAt: min(200) });
    expect(charger.sessions()).toMatchObject([
      { hasOwnId: false, start: { at: min(0) }, endedBy: "nextSession", end: { at: min(100) } },
      { id: "b", start: { at: min(100), us: null }, end: { at: min(200) } },
    ]);
  });

  test("of another car does not end a session that is told to go on after it came", () => {
    const charger = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(150, { sessionId: "a" })
      .say(600, { mode: "disconnected" })
      .record(601, { id: "b", energyKwh: 3, startedAt: min(100), endedAt: min(200) });
    expect(charger.sessions()[0]).toMatchObject({ id: "a", end: { at: min(600) } });
  });

  test("that comes a day late lands in its place", () => {
    const charger = charged()
      .say(300, { mode: "charging", sessionId: "c" })
      .say(400, { mode: "disconnected" })
      .record(1_700, { id: "b", energyKwh: 3, startedAt: min(100), endedAt: min(200) });
    expect(ids(charger)).toEqual(["a", "b", "c"]);
    expect(charger.sessions()[1]?.flags).toContain("late");
  });

  test("gives a session its id that told none", () => {
    const charger = idle().say(0, { mode: "charging" }).say(90, { mode: "disconnected" }).record(91, full);
    expect(charger.only()).toMatchObject({ id: "a", hasOwnId: true, start: { us: min(0) } });
  });

  test("is that of all the pieces without an id that lie in it", () => {
    const charger = idle()
      .say(0, { mode: "charging" })
      .say(40, { mode: "disconnected" })
      .say(40.2, { mode: "charging" })
      .say(90, { mode: "disconnected" })
      .record(91, full);
    expect(charger.only()).toMatchObject({ id: "a", start: { us: min(0) }, end: { us: min(90) } });
  });

  test("that would begin it after its unplugging was heard, is not believed", () => {
    const session = charged()
      .record(96, { ...full, startedAt: min(95), endedAt: null })
      .only();
    expect(session).toMatchObject({
      start: { at: min(0), by: "us", charger: min(95) },
      end: { at: min(90), by: "us" },
    });
    expect(session.flags).toContain("endBeforeStart");
  });

  test("is held against the unplugging, which is heard after its end", () => {
    const late = charged()
      .record(91, { ...full, endedAt: min(80) })
      .only();
    expect(late.end).toEqual({ at: min(80), by: "charger", charger: min(80), us: min(90), within: null });
    expect(late.flags).toContain("timesDiffer");
    const unheard = idle().say(0, { sessionId: "a", mode: "charging" }).record(91, full).only();
    expect(unheard.end).toMatchObject({ by: "charger", us: null });
  });

  test("told again changes nothing; told otherwise is flagged, and the last one counts", () => {
    const once = charged().record(91, full);
    expect(charged().record(91, full).record(95, full).only().flags).toEqual(once.only().flags);
    expect(charged().record(91, full).record(91, full).sessions()).toEqual(once.sessions());
    const changed = charged()
      .record(91, { ...full, energyKwh: 6 })
      .record(95, full)
      .only();
    expect(changed.energy.wh).toBe(7_012);
    expect(changed.flags).toContain("recordChanged");
  });

  test("ten thousand that come again after a month are one session each", { timeout: 60_000 }, () => {
    const charger = new TestCharger().with({ until: min(1_000_000) });
    for (const index of Array.from({ length: 10_000 }, (_, each) => each)) {
      const from = min(index * 60);
      charger.record(index * 60 + 51, { id: `s${index}`, energyKwh: 1, startedAt: from, endedAt: from + 50 * 60_000 });
    }
    const { records } = charger.input();
    const again = charger.with({ records: [...records, ...records].reverse() }).sessions();
    expect(again).toHaveLength(10_000);
    expect(new Set(again.map(({ id }) => id)).size).toBe(10_000);
    expect(again.every(({ energy }) => energy.wh === 1_000)).toBe(true);
  });

  test("without readings has none, and that is no fault", () => {
    const session = charged()
      .record(91, { ...full, signedReadings: "OCMF|{}" })
      .only();
    expect(session).toMatchObject({
      signed: { verdict: "unsigned" },
      meterStartWh: null,
      energy: { source: "charger" },
    });
    expect(session.flags).toEqual(["noMeter"]);
    expect(charged().record(91, full).only().signed).toBeNull();
  });

  test("its start does not tell of another session: both may name what they want", () => {
    const charger = charged()
      .record(91, { ...full, signedReadings: readings([0, 100], [15, 102], [61, 107]) })
      .only();
    expect(charger).toMatchObject({
      meterStartWh: 100_000,
      meterEndWh: 107_000,
      energy: { wh: 7_000, source: "meter" },
    });
  });
});
