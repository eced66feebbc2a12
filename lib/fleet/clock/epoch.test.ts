import { expect, test } from "vitest";
import { covering, type Epoch } from "./epoch";

const second = 1_000;
const epoch = (index: number, firstS: number, lastS: number, greatestS = 0): Epoch => ({
  index,
  offsetMs: 0,
  historyOffsetMs: null,
  startedAt: null,
  greatestMs: greatestS * second,
  firstOwnAt: firstS * second,
  lastOwnAt: lastS * second,
  state: "decided",
});

/** The present one, 10 s late at least, shows up to 195 s at 200 s. */
test.each([
  ["before all", -5, 1],
  ["the beginning of the first", 0, 1],
  ["the beginning of the second", 50, 2],
  ["the end of the second", 80, 2],
  ["after the second, within the first", 81, 1],
  ["just before the present one", 149, 1],
  ["the beginning of the present one", 150, 3],
  ["the most its clock can show by now", 195, 3],
  ["more, within the first", 195.5, 1],
  ["the end of the first", 300, 1],
  ["after all: of the latest that began before", 300.5, 3],
])("a resent message of an own time %s", (_, ownS, index) => {
  const epochs = [epoch(1, 0, 300), epoch(2, 50, 80), epoch(3, 150, 160, -10)];
  expect(covering(epochs, ownS * second, 200 * second)?.index).toBe(index);
});

test("a message that is later than an ended epoch, and before the present one, is of the ended", () => {
  expect(covering([epoch(1, 0, 10), epoch(2, 20, 30), epoch(3, 150, 160)], 100_000, 200_000)?.index).toBe(2);
});

test("where there is no epoch none covers", () => {
  expect(covering([], 100_000, 200_000)).toBeUndefined();
});
