import { expect, test } from "vitest";
import type { ObservationValue } from "../../domain/charger/observation";
import { Clocked, of, unset } from "../test-clocked";
import { second, t0 } from "../test-fleet";

type Held = ReturnType<typeof of>;
type Said = readonly [ownS: number, arrivalS: number];

/** The first instant that a clock can show that was set, in s. */
const in2020 = (Date.UTC(2020, 0, 1) - t0) / second;

/** The bounds of rules 1 and 4 of wire.md section 4, Clocks, each on both its sides. */
test.each([
  [-120.5, true, 0],
  [-120, false, 0],
  [5, false, 0],
  [5.5, false, 5.5],
])("rule 1: a first message with a skew of %d s: old is %s, the clock wrong by %d s", (skewS, old, errorS) => {
  const c = new Clocked();
  c.says(100 + skewS, 100, "powerW", 1);
  expect(c.held()).toEqual(of(1, 100 + skewS - errorS, old));
  expect(c.errorS()).toBe(errorS);
});

test.each<[string, Said[], asOf: number, errorS: number]>([
  ["grows to 5 s", [[105, 100]], 101, 0],
  ["grows beyond 5 s", [[105.5, 100]], 95.5, 5.5],
  [
    "grows on",
    [
      [105.5, 100],
      [116, 109],
    ],
    94,
    7,
  ],
  [
    "is smaller later",
    [
      [105.5, 100],
      [111, 110],
    ],
    95.5,
    5.5,
  ],
])("rule 1: the greatest skew of an epoch, 1 s at first, %s", (_, messages, asOf, errorS) => {
  const c = new Clocked();
  c.says(101, 100, "powerW", 1);
  for (const [own, arrival] of messages) c.says(own, arrival, "signalStrength", -60);
  expect(c.held()).toEqual(of(1, asOf));
  expect(c.errorS()).toBe(errorS);
});

test.each<[ownS: number, Held]>([
  [in2020, of("disconnected", in2020, true)],
  [in2020 - 0.5, of("disconnected", 200)],
])("rule 4: a first message with an own time of %d s, and a start with it", (own, expected) => {
  for (const start of [false, true]) {
    const c = new Clocked();
    c.says(own, 200, "mode", "disconnected", { start });
    expect(c.held("mode")).toEqual(expected);
  }
});

test.each<[ownS: number, Held]>([
  [in2020, of("charging", 100, true)],
  [in2020 - 0.5, of("disconnected", 200)],
])("rule 4: after a right time a live message of %d s", (own, expected) => {
  const c = new Clocked();
  c.says(100, 100, "mode", "charging");
  c.says(own, 200, "mode", "disconnected");
  expect(c.held("mode")).toEqual(expected);
});

test.each<[string, Said, ObservationValue, asOf: number, old: boolean]>([
  ["it begins anew", [5, 300], "disconnected", 300, false],
  ["the same own time", [100, 201], "disconnected", 200, false],
  ["120 s late", [200, 420], "charging", 200, true],
  ["later", [200, 420.5], "disconnected", 420.5, false],
  ["5 s ahead", [205, 300], "disconnected", 300, false],
])("rule 4: a clock that was not set before either: %s", (_, [own, arrival], value, asOf, old) => {
  const c = new Clocked();
  c.says(unset + 100, 200, "mode", "charging");
  c.says(unset + own, arrival, "mode", value === "charging" ? "finished" : value);
  expect(c.held("mode")).toEqual(of(value, asOf, old));
});

test.each([
  [5, 195],
  [5.5, 200],
])("rule 4: %d s ahead of what such a clock showed: what it said is as of %d s", (aheadS, asOf) => {
  const c = new Clocked();
  c.says(unset + 100, 200, "powerW", 1);
  c.says(unset + 200 + aheadS, 300, "signalStrength", -60);
  expect(c.held()).toEqual(of(1, asOf));
});
