import { expect, test } from "vitest";
import type { Observation } from "../../domain/charger/observation";
import { t0 } from "../test-fleet";
import { Seen } from "./seen";

const said = (id: number, raw: string | null, ownAt: number): Observation => ({
  id,
  key: `#${id}`,
  raw,
  value: raw,
  ownAt,
  observedAt: ownAt,
  epoch: 0,
  arrivedAt: ownAt,
});

/** A microsecond, and what of the instant a mark keeps apart from its hash, ms. */
const micro = 1 / 1_000;
const room = 2 ** 20 / 1_000;

test.each([
  ["the id", said(514, "7000", t0)],
  ["the value", said(513, "7001", t0)],
  ["no value", said(513, null, t0)],
  ["an empty value", said(513, "", t0)],
  ["a microsecond", said(513, "7000", t0 + micro)],
  ["a second", said(513, "7000", t0 + 1_000)],
  ["what the last microseconds leave out", said(513, "7000", t0 + room)],
  ["many times that", said(513, "7000", t0 - 4_096 * room)],
  ["before 1970", said(513, "7000", -t0)],
])("an observation that differs by %s is no copy", (_, other) => {
  const seen = new Seen();
  expect(seen.has(other)).toBe(false);
  seen.add(said(513, "7000", t0));
  expect(seen.has(other)).toBe(false);
  seen.add(other);
  expect(seen.has({ ...other, epoch: 3, observedAt: 0, arrivedAt: 0 })).toBe(true);
});

test("a long value is known by its length, beginning and end", () => {
  const seen = new Seen();
  const long = (middle: string, end = "z") => said(723, `${"a".repeat(20)}${middle}${"b".repeat(20)}${end}`, t0);
  seen.add(long("1"));
  expect(seen.has(long("1"))).toBe(true);
  expect(seen.has(long("12"))).toBe(false);
  expect(seen.has(long("1", "y"))).toBe(false);
});

test("the newest 64 are known, and no more", () => {
  const seen = new Seen();
  for (let i = 0; i < 65; i += 1) seen.add(said(513, "7000", t0 + i));
  expect(seen.has(said(513, "7000", t0))).toBe(false);
  for (let i = 1; i < 65; i += 1) expect(seen.has(said(513, "7000", t0 + i))).toBe(true);
});
