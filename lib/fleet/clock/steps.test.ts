import { expect, test } from "vitest";
import { Clocked, of } from "../test-clocked";

type Held = ReturnType<typeof of>;
type Said = readonly [ownS: number, arrivalS: number];

/** Clocks that are set without a start, by rules 5 and 6 of wire.md section 4, Clocks, each bound on both its sides. */
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
