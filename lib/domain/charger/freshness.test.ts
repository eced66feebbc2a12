import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freshness } from "./freshness";
import type { ObservationKey } from "./observation";
import type { PresenceWord } from "./presence";

const minute = 60_000;
const hour = 60 * minute;
const presences: readonly PresenceWord[] = ["online", "silent", "offline", "unknown"];
const onChange: readonly ObservationKey[] = [
  "mode",
  "pausedByOrder",
  "allocatedCurrentA",
  "allocatedTerminals",
  "current1A",
  "current2A",
  "current3A",
  "powerW",
  "sessionEnergyKwh",
];

describe("freshness", () => {
  test.each(onChange)("%s holds while its charger is online, however old, and no longer", (key) => {
    expect(presences.map((presence) => freshness(key, 0, presence, 1_000 * hour))).toEqual([
      "current",
      "old",
      "old",
      "old",
    ]);
  });

  test.each<[ObservationKey, number]>([
    ["voltage1V", hour],
    ["voltage2V", hour],
    ["voltage3V", hour],
    ["temperatureC", 13 * hour],
    ["humidityPercent", 13 * hour],
    ["signalStrength", 13 * hour],
  ])("%s holds its time, and only while its charger is online", (key, ms) => {
    expect(freshness(key, 0, "online", ms)).toBe("current");
    expect(freshness(key, 0, "online", ms + 1)).toBe("old");
    expect(freshness(key, 0, "silent", 1)).toBe("old");
  });

  test.each<ObservationKey>(["maxCurrentA", "networkType", "computerVersion", "mcuVersion", "fpgaVersion"])(
    "%s holds always",
    (key) => {
      expect(presences.map((presence) => freshness(key, 0, presence, 10_000 * hour))).toEqual(
        presences.map(() => "current"),
      );
    },
  );

  test("Law 6: time passing alone never makes an old value current", () => {
    const keys = fc.constantFrom(...onChange, "voltage1V", "signalStrength", "maxCurrentA", "#4711");
    fc.assert(
      fc.property(keys, fc.nat(), fc.constantFrom(...presences), fc.nat(), fc.nat(), (key, at, presence, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        if (freshness(key, at, presence, at + earlier) === "old") {
          expect(freshness(key, at, presence, at + later)).toBe("old");
        }
      }),
    );
  });
});
