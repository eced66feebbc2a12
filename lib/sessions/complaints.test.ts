import { expect, test } from "vitest";
import { unreadable } from "../domain/charger/observation";
import { quartersOfDay } from "../domain/time/quarters-of-day";
import { charged, idle, min, readings, sum, TestCharger, total } from "./test-charger";

/** What users of other products met; each with where they told of it. */

const full = { energyKwh: 7, startedAt: min(0), endedAt: min(90) };
const running = () =>
  idle().say(0, { sessionId: "a", mode: "charging", sessionEnergyKwh: 0 }).say(60, { sessionEnergyKwh: 8 });

test("a meter that cannot be read after a restart is no 0, and the lifetime register no session (evcc#29654)", () => {
  const session = running()
    .say(61, { sessionEnergyKwh: unreadable })
    .say(62, { sessionEnergyKwh: 939 })
    .say(90, { sessionEnergyKwh: 10 })
    .say(100, { mode: "disconnected" })
    .only();
  expect(session.energy).toMatchObject({ wh: 10_000, counterWh: 10_000 });
  expect(session.flags).toEqual(expect.arrayContaining(["implausibleEnergy", "unreadable"]));
});

test("a restart without unplugging counts nothing twice, whatever it tells first (evcc#5696, #20384, ocpp#1741)", () => {
  const session = running()
    .say(61, { mode: "unknown", sessionId: null })
    .say(61.5, { mode: "charging", sessionId: "a", sessionEnergyKwh: 8 })
    .say(90, { sessionEnergyKwh: 12 })
    .say(100, { mode: "disconnected" })
    .only();
  expect(session).toMatchObject({ start: { at: min(0) }, energy: { wh: 12_000 } });
  expect(sum(session.quarters)).toBe(12_000);
});

test("resumed in the morning it is one row, of 25 kWh, not 20 and 25 (evcc#13640)", () => {
  const session = idle()
    .say(0, { sessionId: "a", mode: "charging", sessionEnergyKwh: 0 })
    .say(120, { sessionEnergyKwh: 20, mode: "finished", pausedByOrder: true })
    .say(720, { mode: "charging", sessionEnergyKwh: 20, pausedByOrder: false })
    .say(780, { sessionEnergyKwh: 25, mode: "disconnected" })
    .only();
  expect(session.energy.wh).toBe(25_000);
});

test("a pause that ends the charger's own counter does not end the energy: the meter's difference counts (evcc#25956)", () => {
  const session = running()
    .say(61, { mode: "finished", pausedByOrder: true })
    .say(70, { mode: "charging", pausedByOrder: false, sessionEnergyKwh: 0 })
    .say(100, { sessionEnergyKwh: 3 })
    .say(110, { mode: "disconnected" })
    .record(111, {
      ...full,
      energyKwh: 3,
      endedAt: min(110),
      signedReadings: readings([0, 100], [60, 108], [110, 111]),
    })
    .only();
  expect(session.energy).toMatchObject({ wh: 11_000, source: "meter", chargerWh: 3_000, counterWh: 11_000 });
  expect(session.flags).toEqual(expect.arrayContaining(["counterReset", "energyDiffers"]));
});

test("a session of a week is whole, and its energy lies on its days (evcc#10695)", () => {
  const days = Array.from({ length: 8 }, (_, day) => `2026-03-${String(2 + day).padStart(2, "0")}`);
  const charger = idle().say(0, { sessionId: "a", mode: "charging", powerW: 1_000 });
  const session = charger.say(7 * 1_440, { mode: "disconnected" }).only();
  const ofDay = (date: string) => {
    const [first = 0, last = 0] = [quartersOfDay(date, "Europe/Oslo")[0], quartersOfDay(date, "Europe/Oslo").at(-1)];
    return sum((session.quarters ?? []).filter(({ at }) => at >= first && at <= last));
  };
  expect(session.energy.wh).toBe(168_000);
  expect(days.map(ofDay)).toEqual([15_000, 24_000, 24_000, 24_000, 24_000, 24_000, 24_000, 9_000]);
});

test("a row without meter readings says so (evcc#30058)", () => {
  expect(charged().only().flags).toContain("noMeter");
  const read = charged()
    .record(91, { ...full, signedReadings: readings([0, 100], [61, 107]) })
    .only();
  expect(read.flags).not.toContain("noMeter");
  expect((read.meterEndWh ?? 0) - (read.meterStartWh ?? 0)).toBe(read.energy.wh);
});

test("start, end and energy of a row that do not agree are flagged (evcc#9884)", () => {
  const session = charged()
    .record(91, { ...full, startedAt: min(40), energyKwh: 9 })
    .only();
  expect(session.flags).toEqual(expect.arrayContaining(["timesDiffer", "counterDiffers"]));
});

test("yesterday's energy that comes late is not that of a session of 7 s (evcc#32721)", () => {
  const charger = idle()
    .say(0, { sessionId: "a", mode: "charging" })
    .say(600, { mode: "disconnected" })
    .say(1_000, { sessionId: "b", mode: "charging" })
    .say(1_000.05, { sessionEnergyKwh: 26 })
    .say(1_000.12, { mode: "disconnected" });
  expect(charger.sessions()[1]).toMatchObject({ id: "b", energy: { wh: null } });
  const late = charger.say(590, { sessionEnergyKwh: 26 }).sessions();
  expect(late.map(({ energy }) => energy.wh)).toEqual([26_000, null]);
});

test("what is told after its end is not in it (evcc#16313)", () => {
  const session = charged().say(95, { sessionEnergyKwh: 9, powerW: 11_000, tag: "nfc-3" }).only();
  expect(session).toMatchObject({ energy: { wh: 7_000 }, highestPowerW: 7_000, tag: "nfc-1" });
});

test("a meter's value is the end of its interval, not the begin of the next (custom-components/zaptec#178)", () => {
  const charger = charged()
    .say(15.005, { signedMeterValue: total(500) })
    .say(30.005, { signedMeterValue: total(502) });
  expect(charger.only().quarters?.filter(({ isEstimated }) => !isEstimated)).toEqual([
    { at: min(15), wh: 2_000, isEstimated: false },
  ]);
});

test("a counter that was cleared has not fallen to 0 (custom-components/zaptec#152)", () => {
  const session = running().say(70, { sessionEnergyKwh: null }).say(80, { sessionEnergyKwh: 9, mode: "disconnected" });
  expect(session.only()).toMatchObject({ energy: { wh: 9_000 }, flags: ["noMeter"] });
});

test("lifetime at the start and session after it give no -4076 kWh (ocpp#2093)", () => {
  const session = running().say(0.5, { sessionEnergyKwh: 4_076.4 }).say(80, { mode: "disconnected" }).only();
  expect(session.energy.wh).toBe(8_000);
  expect(session.flags).toContain("implausibleEnergy");
});

test("a session that is never told to have ended does not stay open beside the next (steve#292)", () => {
  const charger = running().say(500, { sessionId: "b", mode: "charging" }).online([-100, 70], [499.9, 600]);
  const [a, b] = charger.sessions();
  expect(a).toMatchObject({ isOpen: false, endedBy: "nextSession", end: { by: "unknown", at: null } });
  expect(a?.end.within).toEqual({ from: min(70), to: min(500) });
  expect(a?.flags).toEqual(expect.arrayContaining(["endUnknown", "unplugNotTold"]));
  expect(b?.isOpen).toBe(true);
});

test("a power cut, or a car that goes without a tag, ends it too (OCPP.Core#47)", () => {
  const cut = running().say(200, { mode: "disconnected" }).online([-100, 70], [199.9, 300]).only();
  expect(cut).toMatchObject({
    isOpen: false,
    endedBy: "unplug",
    end: { by: "unknown" },
    energy: { wh: 8_000 },
    tag: null,
  });
});

test("32 bits that went below 0 are no energy, in a record or a counter (wbec#85)", () => {
  const record = { ...full, energyKwh: 4_294_864.989 };
  expect(running().say(90, { mode: "disconnected" }).record(91, record).only().energy).toMatchObject({
    wh: 8_000,
    source: "counter",
    chargerWh: 4_294_864_989,
  });
});

test("one 0 in a counter is no spike of all it had (home-assistant/core#124420)", () => {
  const session = running().say(61, { sessionEnergyKwh: 0 }).say(62, { sessionEnergyKwh: 8.1 });
  expect(session.say(70, { mode: "disconnected" }).only().energy.wh).toBe(8_100);
});

test("215.7 to 215.6 is a rounding (grott#99)", () => {
  for (const last of [215.7, 215.6]) {
    const signedReadings = readings([0, 208.7], [15, 215.7], [30, 215.6], [61, last]);
    const session = charged()
      .record(91, { ...full, signedReadings })
      .only();
    expect(session.energy.wh).toBe(Math.round(last * 1_000) - 208_700);
    expect(session.flags).not.toContain("meterStepBack");
    expect(session.quarters).toEqual([{ at: min(0), wh: session.energy.wh, isEstimated: false }]);
  }
});

test("no day loses or gains an hour where the clock is set (home-assistant/frontend#24870)", () => {
  const begin = (Date.parse("2026-03-28T12:00Z") - min(0)) / 60_000;
  const charger = new TestCharger()
    .say(begin - 1, { mode: "disconnected" })
    .say(begin, { sessionId: "a", mode: "charging", powerW: 1_000 })
    .say(begin + 2 * 1_440, { mode: "disconnected" });
  const { quarters } = charger.only();
  const of = (date: string) => {
    const day = new Set(quartersOfDay(date, "Europe/Berlin"));
    return sum((quarters ?? []).filter(({ at }) => day.has(at)));
  };
  expect(["2026-03-28", "2026-03-29", "2026-03-30"].map(of)).toEqual([11_000, 23_000, 14_000]);
});

test("days of a zone at +5:45 come to the sessions' energy (home-assistant/core#176455, openWB#673)", () => {
  const charger = idle().say(0, { sessionId: "a", mode: "charging", powerW: 3_333 });
  const session = charger.say(1_440, { mode: "disconnected" }).only();
  const days = ["2026-03-02", "2026-03-03"].map((date) => {
    const day = new Set(quartersOfDay(date, "Asia/Kathmandu"));
    return sum((session.quarters ?? []).filter(({ at }) => day.has(at)));
  });
  expect(days.reduce((all, wh) => all + wh)).toBe(session.energy.wh);
});

test("a start that is not known has its bounds (warp-charger#121)", () => {
  const session = idle().say(100, { mode: "charging" }).online([-100, 50], [99.9, 200]).only();
  expect(session.start).toMatchObject({ by: "unknown", within: { from: min(50), to: min(100) } });
});

test("a session of nothing is 0 and told apart by its failed start (hacs#5028)", () => {
  const session = idle()
    .say(0, { sessionId: "a", mode: "requesting" })
    .say(1, { allocatedCurrentA: 16 })
    .say(10, { mode: "disconnected" })
    .record(11, { ...full, energyKwh: 0, endedAt: min(10) })
    .only();
  expect(session).toMatchObject({ energy: { wh: 0 }, failedStarts: [min(1)], firstCurrentAt: null, quarters: [] });
});
