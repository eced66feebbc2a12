import { describe, expect, test } from "vitest";
import { charged, idle, min, readings, sum, total } from "../test-charger";

const record = (signedReadings: string, energyKwh = 7) => ({
  energyKwh,
  startedAt: min(0),
  endedAt: min(90),
  signedReadings,
});

describe("energy by quarter-hour", () => {
  test("a reading shortly after the quarter-hour is of it, whichever it is nearer to", () => {
    const session = charged()
      .record(91, record(readings([1, 100], [15.018, 102], [29.99, 103], [45.0064, 106], [58, 107])))
      .only();
    expect(session.quarters).toEqual([
      { at: min(0), wh: 2_000, isEstimated: false },
      { at: min(15), wh: 1_000, isEstimated: false },
      { at: min(30), wh: 3_000, isEstimated: false },
      { at: min(45), wh: 1_000, isEstimated: false },
    ]);
  });

  test("readings of an hour are shared out by the power, and estimated; of nothing, nothing", () => {
    const hourly = idle()
      .say(0, { sessionId: "a", mode: "charging", powerW: 8_000 })
      .say(15, { powerW: 0 })
      .say(30, { powerW: 4_000 })
      .say(45, { powerW: 0 })
      .say(200, { mode: "disconnected" })
      .record(201, { ...record(readings([0, 100], [60, 103], [180, 103]), 3), endedAt: min(200) });
    expect(hourly.only().quarters).toEqual([
      { at: min(0), wh: 2_000, isEstimated: true },
      { at: min(30), wh: 1_000, isEstimated: true },
    ]);
  });

  test("without the power by the counter, without that by when it charged, else evenly", () => {
    const start = () => idle().say(0, { sessionId: "a", mode: "charging" });
    const told = record(readings([0, 100], [60, 104]), 4);
    const ofQuarters = (charger: ReturnType<typeof start>) =>
      charger
        .record(91, told)
        .only()
        .quarters?.map(({ at, wh }) => [(at - min(0)) / 60_000, wh]);
    const counter = start()
      .say(1, { sessionEnergyKwh: 0 })
      .say(15, { sessionEnergyKwh: 3 })
      .say(60, { sessionEnergyKwh: 4 });
    expect(ofQuarters(counter)?.[0]?.[1]).toBeGreaterThan(2_800);
    expect(ofQuarters(start().say(30, { mode: "finished" }))).toEqual([
      [0, 2_000],
      [15, 2_000],
    ]);
    expect(ofQuarters(idle())).toEqual([
      [0, 1_000],
      [15, 1_000],
      [30, 1_000],
      [45, 1_000],
    ]);
  });

  test("without a record, what the meter told each quarter-hour is sure; what was before and after is not", () => {
    const session = charged()
      .say(15.01, { signedMeterValue: total(501) })
      .say(30.01, { signedMeterValue: total(503) })
      .say(45.01, { signedMeterValue: total(505) })
      .only();
    expect(session.quarters?.filter(({ isEstimated }) => !isEstimated)).toEqual([
      { at: min(15), wh: 2_000, isEstimated: false },
      { at: min(30), wh: 2_000, isEstimated: false },
    ]);
    expect(sum(session.quarters)).toBe(7_000);
  });

  test("a quarter-hour of which a part is estimated, is", () => {
    const charger = charged()
      .say(3, { sessionEnergyKwh: 0.2 })
      .say(4, { signedMeterValue: total(500) })
      .say(15.01, { signedMeterValue: total("501.5") });
    expect(charger.only().quarters?.[0]).toMatchObject({ at: min(0), isEstimated: true });
  });

  test("power that was not known throughout shares nothing out: the counter does", () => {
    const session = idle()
      .say(0, { sessionId: "a", mode: "charging", powerW: 8_000, sessionEnergyKwh: 0 })
      .say(15, { sessionEnergyKwh: 1 })
      .say(30, { sessionEnergyKwh: 3 })
      .say(40, { mode: "charging", powerW: 4_000 })
      .say(60, { sessionEnergyKwh: 4, mode: "finished" })
      .say(90, { mode: "disconnected" })
      .online([-100, 20], [40, 200])
      .record(91, record(readings([0, 100], [60, 104]), 4))
      .only();
    expect(session.quarters?.map(({ wh }) => wh)).toEqual([1_000, 2_000, 500, 500]);
    expect(session.flags).not.toContain("powerDiffers");
  });

  test("a total below what was read is shared out as a whole", () => {
    const charger = charged()
      .say(15.01, { signedMeterValue: total(500) })
      .say(30.01, { signedMeterValue: total(502) })
      .record(91, { energyKwh: 1, startedAt: min(0), endedAt: min(90) });
    expect(sum(charger.only().quarters)).toBe(1_000);
    expect(charger.only().quarters?.every(({ wh }) => wh > 0)).toBe(true);
  });

  test("without any reading all of it is estimated, and comes to the energy", () => {
    const session = charged().only();
    expect(session.quarters?.every(({ isEstimated }) => isEstimated)).toBe(true);
    expect(sum(session.quarters)).toBe(7_000);
  });

  test("a session within one quarter-hour whose total was told needs no estimate", () => {
    const charger = idle().record(12, { energyKwh: 0.5, startedAt: min(2), endedAt: min(11) });
    expect(charger.only().quarters).toEqual([{ at: min(0), wh: 500, isEstimated: false }]);
  });

  test("a session that was on before it was heard: what it had is not put anywhere", () => {
    const session = idle()
      .say(0, { sessionId: "a", mode: "charging" })
      .say(0, { sessionEnergyKwh: 20 })
      .say(60, { sessionEnergyKwh: 22 })
      .say(60, { mode: "disconnected" })
      .online([-100, -50], [-0.1, 100])
      .only();
    expect(session.energy.wh).toBe(22_000);
    expect(sum(session.quarters)).toBe(2_000);
    expect(session.flags).toContain("startUnknown");
  });

  test("a hundred readings are all that a record holds: the hole before its end is shared out", () => {
    const told = Array.from({ length: 99 }, (_, index) => [index * 15, 100 + index] as const);
    const charger = idle().record(3_001, {
      energyKwh: 108,
      startedAt: min(0),
      endedAt: min(3_000),
      signedReadings: readings(...told, [3_000, 208]),
    });
    const session = charger.only();
    expect(session.flags).toContain("readingsMissing");
    expect(session.quarters?.filter(({ isEstimated }) => !isEstimated)).toHaveLength(98);
    expect(sum(session.quarters)).toBe(108_000);
  });
});
