import { expect, test } from "vitest";
import type { ObservationValue } from "../../domain/charger/observation";
import { Clocked, of, unset } from "../test-clocked";
import { second, t0 } from "../test-fleet";

type Held = ReturnType<typeof of>;
type Said = readonly [ownS: number, arrivalS: number];

/** The first instant that a clock can show that was set, in s. */
const in2020 = (Date.UTC(2020, 0, 1) - t0) / second;

/** Each bound of wire.md's rules (section 4, Clocks) on both its sides. */
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

test.each<[string, Said, Held]>([
  ["5 s above the greatest skew", [106, 101], of("disconnected", 106)],
  ["more, and wrong by it", [106.5, 101], of("charging", 40, true)],
  ["more, and right by it", [102, 102], of("disconnected", 102)],
])("rule 5: a step forward of a clock that is a minute behind: %s", (_, [own, arrival], expected) => {
  const c = new Clocked();
  c.says(40, 100, "mode", "charging");
  c.says(own, arrival, "mode", "disconnected");
  expect(c.held("mode")).toEqual(expected);
});

test.each<[string, Said[], asOf: number | null]>([
  ["5 s under the greatest skew", [[305, 210]], 205],
  ["5.5 s under it", [[304.5, 210]], null],
  [
    "three messages in 10 s",
    [
      [205, 205],
      [210, 210],
      [215, 215],
    ],
    215,
  ],
  [
    "three in 9.5 s",
    [
      [205, 205],
      [210, 210],
      [214.5, 214.5],
    ],
    null,
  ],
  [
    "three, one later by 2 s",
    [
      [205, 205],
      [208, 210],
      [216, 216],
    ],
    216,
  ],
  [
    "three, one later by 2.5 s",
    [
      [205, 205],
      [207.5, 210],
      [216, 216],
    ],
    null,
  ],
  [
    "three, the first later by 2 s",
    [
      [203, 205],
      [210, 210],
      [216, 216],
    ],
    216,
  ],
  [
    "three, the first later by 2.5 s",
    [
      [202.5, 205],
      [210, 210],
      [216, 216],
    ],
    null,
  ],
  [
    "three, two of the same own time",
    [
      [205, 205],
      [205, 206],
      [216, 216],
    ],
    216,
  ],
  [
    "three, one of an earlier own time",
    [
      [205, 205],
      [204.5, 206],
      [216, 216],
    ],
    null,
  ],
  [
    "three that are 4 s later than the first",
    [
      [205, 205],
      [206, 210],
      [211, 215],
      [217, 221],
    ],
    217,
  ],
  [
    "three that are later, another between them",
    [
      [205, 205],
      [206, 210],
      [211, 215],
      [216, 216],
      [218, 222],
    ],
    null,
  ],
  [
    "three that are sooner than the first, a late one between them",
    [
      [201, 205],
      [210, 210],
      [211, 215],
      [216, 216],
      [221, 221],
    ],
    221,
  ],
])("rule 6: a step back of a clock that is 100 s ahead: %s", (_, messages, asOf) => {
  const c = new Clocked();
  c.says(300, 200, "mode", "charging");
  // Each says something else: the same one's copies are no messages.
  for (const [i, [own, arrival]] of messages.entries())
    c.says(own, arrival, "mode", i % 2 === messages.length % 2 ? "paused" : "finished");
  if (asOf === null) expect(c.held("mode")).toEqual(of("charging", 200, true));
  else expect(c.held("mode")).toEqual(of("finished", asOf));
});

test.each<[string, Said, Held]>([
  ["within 5 s of the greatest skew ends it", [310, 215], of("charging", 200)],
  ["further off does not", [309.5, 215], of("charging", 200, true)],
])("rule 6: a doubt: a live message %s", (_, [own, arrival], expected) => {
  const c = new Clocked();
  c.says(300, 200, "mode", "charging");
  c.says(205, 205, "mode", "finished");
  c.says(own, arrival, "signalStrength", -60);
  expect(c.held("mode")).toEqual(expected);
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
