import { describe, expect, it } from "vitest";
import type { KnownKey } from "./observation";
import { type Hardware, isPlausible, isPlausibleSession, isUsual } from "./plausible";

const hour = 3_600_000;
const day = 24 * hour;
const usual: Hardware = { ratedA: 32, sessionMs: null, heardBegin: true };
const large: Hardware = { ...usual, ratedA: 63 };
const canBe = (key: KnownKey, value: number, hardware: Hardware) =>
  isUsual(key, value) || isPlausible(key, value, hardware);

describe("what can be", () => {
  it.each<[string, KnownKey, number, Hardware]>([
    ["a car that takes more than it was allocated", "current1A", 40, usual],
    ["a meter's zero that is a little off", "current2A", -0.1, usual],
    ["a charger of 63 A that was entered as a usual one", "current3A", 63, usual],
    ["one of 63 A that is a little over", "current1A", 66, large],
    ["one of 80 A", "current1A", 80, { ...usual, ratedA: 80 }],
    ["three phases of 63 A", "powerW", 43_470, usual],
    ["the same at the highest voltage", "powerW", 47_817, large],
    ["a charger that feeds in", "powerW", -11_000, usual],
    ["a phase that is missing", "voltage1V", 0, usual],
    ["a neutral that is lost", "voltage2V", 400, usual],
    ["a session of 5 days at 22 kW", "sessionEnergyKwh", 2_640, { ...usual, sessionMs: 5 * day }],
    ["a session of 5 days at 43 kW", "sessionEnergyKwh", 5_216, { ...large, sessionMs: 5 * day }],
    ["the first word of a session", "sessionEnergyKwh", 0.104, { ...usual, sessionMs: 0 }],
    [
      "a car that came before its charger was heard here",
      "sessionEnergyKwh",
      68,
      { ...usual, sessionMs: 0, heardBegin: false },
    ],
    ["a session that is not known", "sessionEnergyKwh", 4_076, usual],
    ["an allocation that was taken back", "allocatedCurrentA", 0, usual],
    ["the largest offer", "maxCurrentA", 80, usual],
    ["a cold night", "temperatureC", -30, usual],
    ["a weak Wi-Fi", "signalStrength", -90, usual],
    ["what has no bounds", "uptime", 1e12, usual],
  ])("%s", (_, key, value, hardware) => expect(canBe(key, value, hardware)).toBe(true));
});

describe("what cannot be", () => {
  it.each<[string, KnownKey, number, Hardware]>([
    ["a register that was never filled", "current1A", 6_553.5, usual],
    ["the same in hundredths", "current1A", 655.35, large],
    ["below zero", "current2A", -6_553.5, usual],
    ["far beyond its rating", "current3A", 100, large],
    ["of power", "powerW", 65_535, large],
    ["of power in tenths", "powerW", 655_350, usual],
    ["of voltage", "voltage1V", 6_553.5, usual],
    ["a voltage below zero", "voltage3V", -230, usual],
    ["a session that gives back", "sessionEnergyKwh", -4_076.3, { ...usual, sessionMs: day }],
    ["the same where no session is known", "sessionEnergyKwh", -0.1, usual],
    ["a lifetime meter as a session's", "sessionEnergyKwh", 4_076.404, { ...usual, sessionMs: 0 }],
    [
      "the same of a car that came unheard",
      "sessionEnergyKwh",
      4_076.404,
      { ...usual, sessionMs: hour, heardBegin: false },
    ],
    ["more than two hours can give", "sessionEnergyKwh", 120, { ...usual, sessionMs: 2 * hour }],
    ["an allocation", "allocatedCurrentA", 6_553.5, usual],
    ["a limit", "maxCurrentA", 65_535, usual],
    ["no phase", "maxPhases", 0, usual],
    ["a temperature", "temperatureC", 6_553.5, usual],
    ["a temperature below all", "temperatureC", -273.15, usual],
    ["a humidity", "humidityPercent", 119, usual],
  ])("%s", (_, key, value, hardware) => expect(canBe(key, value, hardware)).toBe(false));
});

describe("the energy of a session that has ended", () => {
  const of = (energyKwh: number | null, startedAt: number | null, endedAt: number | null) =>
    isPlausibleSession({ id: "s-1", energyKwh, startedAt, endedAt }, 32);

  it("is held against its length, with room for a clock that was set meanwhile", () => {
    expect(of(68, 0, hour)).toBe(true);
    expect(of(68, 0, 60_000)).toBe(true);
    expect(of(4_076, 0, hour)).toBe(false);
    expect(of(4_076, 0, 5 * day)).toBe(true);
  });

  it("is believed where its length is not known", () => {
    expect(of(4_076, null, hour)).toBe(true);
    expect(of(4_076, hour, 0)).toBe(true);
    expect(of(null, 0, hour)).toBe(true);
  });
});
