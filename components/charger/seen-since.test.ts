import { expect, it } from "vitest";
import { isFirstSeen } from "./seen-since";

const at = 1_000_000;

it.each([
  ["online", at, at + 2_000, true],
  ["online", at, at - 1_000, true],
  ["online", at, at - 60_000, false],
  ["online", at, at + 120_000, false],
  ["online", null, at, false],
  ["silent", at, at, false],
] as const)("%s since %s, in its state since %s: first seen %s", (word, onlineSince, since, seen) => {
  expect(isFirstSeen(since, { word, since: onlineSince })).toBe(seen);
});
