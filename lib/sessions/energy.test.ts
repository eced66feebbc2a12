import { describe, expect, test } from "vitest";
import { charged, idle, min, readings, sum, total } from "./test-charger";

const full = { energyKwh: 7, startedAt: min(0), endedAt: min(90) };
const flags = (session: { flags: readonly string[] }) => session.flags;
/** The counter of a session of 10 h, at 11 kW at the most. */
const counted = (...told: readonly (readonly [number, number])[]) => {
  const charger = idle().say(0, { sessionId: "a", mode: "charging" });
  for (const [minutes, kwh] of told) charger.say(minutes, { sessionEnergyKwh: kwh });
  return charger.say(600, { mode: "disconnected" }).only();
};

describe("which energy counts", () => {
  test("the meter's difference before the record, that before the counter, that before the power; all are kept", () => {
    const signedReadings = readings([0, "100.000"], [61, "107.001"]);
    expect(
      charged()
        .record(91, { ...full, signedReadings })
        .only().energy,
    ).toEqual({
      wh: 7_001,
      source: "meter",
      meterWh: 7_001,
      chargerWh: 7_000,
      counterWh: 7_000,
      powerWh: 7_000,
      isPowerWhole: true,
    });
    expect(charged().record(91, full).only().energy).toMatchObject({ wh: 7_000, source: "charger" });
    expect(charged().only().energy).toMatchObject({ wh: 7_000, source: "counter", chargerWh: null });
    const power = idle().say(0, { sessionId: "a", mode: "charging", powerW: 3_600 }).say(30, { mode: "disconnected" });
    expect(power.only().energy).toMatchObject({ wh: 1_800, source: "power", counterWh: null });
  });

  test("0 is an energy; nothing told is none", () => {
    expect(
      charged()
        .record(91, { ...full, energyKwh: 0 })
        .only().energy,
    ).toMatchObject({ wh: 0, source: "charger" });
    const nothing = idle().say(0, { sessionId: "a", mode: "charging" }).say(9, { sessionEnergyKwh: null }).only();
    expect(nothing.energy).toMatchObject({ wh: null, source: null, counterWh: null, powerWh: null });
    expect(nothing.quarters).toBeNull();
  });

  test("from the digits as they are written, never by doubles", () => {
    const signedReadings = readings([0, "6728.291"], [61, "6796.559"]);
    const record = { energyKwh: 68.268, startedAt: min(0), endedAt: min(6_000), signedReadings };
    expect(idle().record(6_001, record).only().energy).toMatchObject({ meterWh: 68_268, chargerWh: 68_268 });
    const small = readings([0, '"  00000.1"'], [61, "3.0e-1"]);
    expect(
      idle()
        .record(91, { ...full, signedReadings: small })
        .only().energy.meterWh,
    ).toBe(200);
  });

  test("power that was not known for all of it is a part, and does not count", () => {
    const charger = idle().say(0, { sessionId: "a", mode: "charging", powerW: 6_000 });
    const session = charger.say(60, { mode: "disconnected" }).online([-100, 30], [40, 100]).only();
    expect(session.energy).toMatchObject({ wh: null, powerWh: 3_000, isPowerWhole: false });
  });
});

describe("figures that do not agree", () => {
  test("over 2 % apart they are flagged, and under that not", () => {
    const told = (energyKwh: number) =>
      charged()
        .record(91, { ...full, energyKwh, signedReadings: readings([0, 100], [15, 103], [61, 107]) })
        .only();
    expect(flags(told(7.1))).not.toContain("energyDiffers");
    expect(flags(told(7.2))).toContain("energyDiffers");
    expect(told(7.2).energy).toMatchObject({ wh: 7_000, chargerWh: 7_200 });
    const little = readings([0, 100], [61, "100.010"]);
    expect(
      flags(
        charged()
          .record(91, { ...full, energyKwh: 0.012, signedReadings: little })
          .only(),
      ),
    ).not.toContain("energyDiffers");
  });

  test("the counter and the power too, each by itself", () => {
    const session = charged()
      .record(91, { ...full, energyKwh: 8 })
      .only();
    expect(flags(session)).toEqual(expect.arrayContaining(["counterDiffers", "powerDiffers"]));
    expect(
      flags(
        charged()
          .record(91, { ...full, energyKwh: 7.05 })
          .only(),
      ),
    ).toEqual(["noMeter"]);
  });
});

describe("the counter of a session", () => {
  test("a fall by a rounding is no new beginning", () => {
    const session = counted([60, 5], [61, 4.9], [120, 5.2]);
    expect(session.energy.wh).toBe(5_200);
    expect(flags(session)).toEqual(["noMeter"]);
  });

  test("one 0 in it, and the old value again, is a bad value", () => {
    for (const session of [
      counted([60, 5], [61, 0], [62, 5.1]),
      counted([60, 5], [61, 0], [61, 0], [61.5, 0], [62, 5.1]),
    ]) {
      expect(session.energy.wh).toBe(5_100);
      expect(flags(session)).toContain("counterStepBack");
      expect(flags(session)).not.toContain("counterReset");
    }
  });

  test("a new beginning adds to what was, and is flagged", () => {
    const session = counted([60, 5], [61, 0], [90, 0.5], [120, 2]);
    expect(session.energy.wh).toBe(7_000);
    expect(flags(session)).toContain("counterReset");
  });

  test("a fall that is no new beginning does not add", () => {
    const session = counted([60, 5], [61, 4], [70, 4.2]);
    expect(session.energy.wh).toBe(5_000);
    expect(flags(session)).toContain("counterStepBack");
  });

  test.each([
    ["the meter's total in its place", 9_900],
    ["an overflow", 4_294_864.989],
    ["less than nothing", -4_076.3],
  ])("%s is not counted", (_, kwh) => {
    const session = counted([30, 2], [60, kwh], [90, 6]);
    expect(session.energy).toMatchObject({ wh: 6_000, counterWh: 6_000 });
    expect(flags(session)).toContain("implausibleEnergy");
  });

  test("a total from the first value on leaves nothing known", () => {
    expect(counted([30, 939], [60, 940]).energy).toMatchObject({ wh: null, source: null });
  });

  test("a 0 at the unplugging is the next session's", () => {
    const session = counted([60, 5], [600, 0]);
    expect(session.energy.wh).toBe(5_000);
    expect(flags(session)).toEqual(["noMeter"]);
  });

  test("what the last session left at the begin is not this one's", () => {
    expect(counted([0, 4], [30, 0.5], [60, 3]).energy.wh).toBe(3_000);
    expect(counted([0, 4], [30, 0.5], [60, 3]).flags).toEqual(["noMeter"]);
  });
});

describe("the charger's total and the meter", () => {
  test("more than the charger can deliver is kept, not counted", () => {
    const session = charged()
      .record(91, { ...full, energyKwh: 939 })
      .only();
    expect(session.energy).toMatchObject({ wh: 7_000, source: "counter", chargerWh: 939_000 });
    expect(flags(session)).toContain("implausibleEnergy");
  });

  test("a meter that was not yet read at the start gives no difference", () => {
    const signedReadings = readings([0, 0], [15, 932], [61, 939]);
    const session = charged()
      .record(91, { ...full, signedReadings })
      .only();
    expect(session.energy).toMatchObject({ wh: 7_000, source: "charger", meterWh: 939_000 });
    expect(flags(session)).toEqual(expect.arrayContaining(["implausibleEnergy", "implausibleReading", "noMeter"]));
  });

  test("values below the start are of another kind, and no energy", () => {
    const signedReadings = readings([0, 4_077], [15, 0.1], [61, 0.6]);
    const session = charged()
      .record(91, { ...full, energyKwh: 0.6, signedReadings })
      .only();
    expect(session.energy).toMatchObject({ wh: 600, source: "charger", meterWh: -4_076_400 });
    expect(flags(session)).toContain("meterStepBack");
  });

  test("one bad reading between good ones spoils neither the sum nor those after it", () => {
    for (const bad of [0, 9_900]) {
      const signedReadings = readings([0, 100], [15, 103], [30, bad], [45, 105], [61, 107]);
      const session = charged()
        .record(91, { ...full, signedReadings })
        .only();
      expect(session.energy.wh).toBe(7_000);
      expect(sum(session.quarters)).toBe(7_000);
      expect(session.quarters?.every(({ wh }) => wh >= 0 && wh <= 3_000)).toBe(true);
    }
  });

  test("a meter that fell gives no energy, also where nobody knows how long it was", () => {
    const signedReadings = readings([0, 107], [61, 100]);
    const session = idle().record(91, { energyKwh: null, startedAt: null, endedAt: null, signedReadings }).only();
    expect(session.energy).toMatchObject({ wh: null, meterWh: -7_000 });
    expect(flags(session)).toContain("meterStepBack");
  });

  test("a reading that is told to be before the one before it orders nothing", () => {
    const signedReadings = readings([0, 100], [30, 103], [15, 104], [61, 107]);
    const session = charged()
      .record(91, { ...full, signedReadings })
      .only();
    expect(flags(session)).toContain("readingTime");
    expect(session.energy.wh).toBe(7_000);
    expect(sum(session.quarters)).toBe(7_000);
    const end = charged()
      .record(91, { ...full, signedReadings: readings([0, 100], [60, 106], [45, 107]) })
      .only();
    expect([end.energy.wh, sum(end.quarters)]).toEqual([7_000, 7_000]);
  });

  test("a reading with a fault is not used", () => {
    const signedReadings = readings([0, 100], [15, 9_999], [61, 107]).replace(
      '"RV":9999,"RI":"1-0:1.8.0","RU":"kWh","ST":"G"',
      '"RV":101,"RI":"1-0:1.8.0","RU":"kWh","ST":"T"',
    );
    const session = charged()
      .record(91, { ...full, signedReadings })
      .only();
    expect(flags(session)).toContain("readingFault");
    expect(session.quarters?.filter(({ isEstimated }) => !isEstimated)).toEqual([]);
    expect(sum(session.quarters)).toBe(7_000);
  });

  test("what the meter told meanwhile fills a hole before the end, and another meter's does not", () => {
    const signedReadings = readings([0, 100], [15, 101], [61, 107]);
    const told = () => charged().record(91, { ...full, signedReadings });
    const filled = told()
      .say(30.01, { signedMeterValue: total(103) })
      .say(45.01, { signedMeterValue: total(105) })
      .only();
    expect(filled.quarters).toEqual([
      { at: min(0), wh: 1_000, isEstimated: false },
      { at: min(15), wh: 2_000, isEstimated: false },
      { at: min(30), wh: 2_000, isEstimated: false },
      { at: min(45), wh: expect.any(Number), isEstimated: true },
      { at: min(60), wh: expect.any(Number), isEstimated: true },
    ]);
    expect(sum(filled.quarters)).toBe(7_000);
    const foreign = told()
      .say(30.01, { signedMeterValue: total(2_410) })
      .only();
    expect(foreign).toMatchObject({ quarters: told().only().quarters, flags: told().only().flags });
    const lower = told()
      .say(30.01, { signedMeterValue: total(7) })
      .only();
    expect(lower).toMatchObject({ quarters: told().only().quarters, flags: told().only().flags });
  });
});
