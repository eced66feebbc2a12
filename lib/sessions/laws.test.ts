import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { ObservationKey } from "../domain/charger/observation";
import { sessionsOf } from "./sessions";
import { idle, min, readings, sum, TestCharger } from "./test-charger";
import type { SessionInput, Told } from "./types";

vi.setConfig({ testTimeout: 60_000 });

const values: readonly (readonly [ObservationKey, fc.Arbitrary<Told["value"]>])[] = [
  ["mode", fc.constantFrom("disconnected", "requesting", "charging", "finished", "unknown", null)],
  ["sessionId", fc.constantFrom("a", "b", "c", null)],
  ["sessionEnergyKwh", fc.oneof(fc.double({ min: -1, max: 60, noNaN: true }), fc.constant(null))],
  ["powerW", fc.integer({ min: -100, max: 22_000 })],
  ["pausedByOrder", fc.boolean()],
  ["tag", fc.constantFrom("nfc-1", "", null)],
  ["allocatedCurrentA", fc.integer({ min: 0, max: 32 })],
];
const minute = fc.integer({ min: 0, max: 500 });
const said = fc.oneof(
  ...values.map(([key, value]) => fc.tuple(minute, fc.constant(key), value, fc.constantFrom(1, 2))),
);
const record = fc.record({
  at: minute,
  id: fc.constantFrom("a", "b", "d"),
  energyKwh: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  startedAt: fc.option(minute.map(min)),
  endedAt: fc.option(minute.map(min)),
  hadSetClock: fc.boolean(),
});
const told = fc.array(said, { maxLength: 40 });
const records = fc.array(record, { maxLength: 4 });
const online = fc.array(fc.tuple(minute, minute), { maxLength: 3 });

type Said = readonly [number, ObservationKey, Told["value"], number];
const inputOf = (
  list: readonly Said[],
  recorded: readonly ({ at: number } & Parameters<TestCharger["record"]>[1])[],
  spans: readonly (readonly [number, number])[] = [],
): SessionInput => {
  const charger = new TestCharger().with({ until: min(600) });
  for (const [minutes, key, value, epoch] of list) charger.say(minutes, { [key]: value }, { epoch });
  for (const { at, ...more } of recorded) charger.record(at, more);
  return charger.online(...spans.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)).input();
};

test("neither the order nor the repetition of what was told changes a session", () => {
  const shuffles = fc.tuple(told, records, online).chain(([list, recorded, spans]) =>
    fc.record({
      once: fc.constant(inputOf(list, recorded, spans)),
      again: fc
        .tuple(
          fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }),
          fc.shuffledSubarray([...recorded, ...recorded], { minLength: 2 * recorded.length }),
        )
        .map(([more, moreRecords]) => inputOf(more, moreRecords, [...spans].reverse())),
    }),
  );
  fc.assert(
    fc.property(shuffles, ({ once, again }) => {
      expect(sessionsOf(again)).toEqual(sessionsOf(once));
    }),
    { numRuns: 300 },
  );
});

test("whatever was told: each session once, in order, none that ends before it begins, no quarter-hour below 0", () => {
  fc.assert(
    fc.property(told, records, online, (list, recorded, spans) => {
      const sessions = sessionsOf(inputOf(list, recorded, spans));
      expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length);
      const starts = sessions.flatMap(({ start }) => (start.at === null ? [] : [start.at]));
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      for (const { start, end, quarters, energy, isOpen, endedBy, source } of sessions.map((one) => ({
        ...one,
        source: one.energy.source,
      }))) {
        if (start.at !== null && end.at !== null) expect(end.at).toBeGreaterThanOrEqual(start.at);
        expect(isOpen).toBe(endedBy === null);
        expect(energy.wh === null).toBe(source === null);
        for (const { wh, at } of quarters ?? []) {
          expect(wh).toBeGreaterThan(0);
          expect(Number.isInteger(wh)).toBe(true);
          expect(at % 900_000).toBe(0);
        }
        if (energy.wh !== null && start.at !== null) expect(sum(quarters)).toBe(energy.wh);
      }
    }),
    { numRuns: 500 },
  );
});

test("a session whose meter was read throughout: its quarter-hours come to its energy, to the watt-hour", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 55_000 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 0, max: 9_999_999 }),
      fc.integer({ min: 0, max: 14 }),
      (tenths, first, begin) => {
        let counted = first;
        const told = tenths.map((tenth, index) => {
          if (index > 0) counted += tenth;
          const late = index === 0 || index === tenths.length - 1 ? 0 : 0.018;
          // Meters of 4 decimals of a kWh: what is rounded must not be rounded twice.
          return [index === 0 ? begin : index * 15 + late, (counted / 10_000).toFixed(4)] as const;
        });
        const last = (tenths.length - 1) * 15;
        const charger = idle().record(last + 1, {
          startedAt: min(begin),
          endedAt: min(last),
          signedReadings: readings(...told),
        });
        const session = charger.only();
        expect(session.energy.source).toBe("meter");
        expect(sum(session.quarters)).toBe(session.energy.wh);
        expect(session.energy.wh).toBe(Math.round((counted - first) / 10));
        expect(session.quarters?.some(({ isEstimated }) => isEstimated)).toBe(false);
      },
    ),
  );
});

test("what is told later than it is known up to is not known", () => {
  fc.assert(
    fc.property(told, minute, (list, until) => {
      const all = sessionsOf({ ...inputOf(list, []), until: min(until) });
      const known = sessionsOf({
        ...inputOf(
          list.filter(([at]) => at <= until),
          [],
        ),
        until: min(until),
      });
      expect(all).toEqual(known);
    }),
  );
});
