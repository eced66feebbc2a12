import { expect, test } from "vitest";
import { inBoth, onlineSpans, presenceSpans } from "./online";

const told = (at: number, raw: string) => ({ at: at * 1_000, ownAt: at * 1_000, epoch: 0, raw });

test("a charger is online from when it was told until it is told otherwise, also from before what is looked at", () => {
  expect(onlineSpans([told(10, "online")], 200)).toEqual([{ from: 10, to: 200 }]);
  const presence = [told(10, "offline"), told(130, "online"), told(160, "silent"), told(180, "unknown")];
  expect(onlineSpans(presence, 200)).toEqual([{ from: 130, to: 160 }]);
});

test("the same told again goes on", () => {
  expect(onlineSpans([told(10, "online"), told(50, "online"), told(60, "offline")], 200)).toEqual([
    { from: 10, to: 60 },
  ]);
});

test("what is in both is where they overlap", () => {
  const spans = [
    { from: 0, to: 10 },
    { from: 20, to: 30 },
  ];
  expect(inBoth(spans, [{ from: 5, to: 25 }])).toEqual([
    { from: 5, to: 10 },
    { from: 20, to: 25 },
  ]);
  expect(inBoth(spans, [{ from: 10, to: 20 }])).toEqual([]);
});

test("presence is told as far as the dashboard listened, each word once", () => {
  const presence = [told(10, "online"), told(50, "silent"), told(60, "silent"), told(80, "offline"), told(90, "?")];
  const watched = [
    { from: 0, to: 40 },
    { from: 45, to: 200 },
  ];
  expect(presenceSpans(presence, watched, { from: 20, to: 100 })).toEqual([
    [20, 40, "online"],
    [45, 50, "online"],
    [50, 80, "silent"],
    [80, 90, "offline"],
  ]);
  expect(presenceSpans(presence, [], { from: 20, to: 100 })).toEqual([]);
});
