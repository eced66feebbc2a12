import { expect, it } from "vitest";
import { between, exponential, integer, numbersFrom, pick, randomFrom, uniform } from "./random";

it("is mulberry32, so that a seed of a benchmark or a test means the same for good", () => {
  const next = numbersFrom(1);
  expect([next(), next(), next()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});

it("gives each text a stream of its own, the same each time", () => {
  const [first, again, other] = [randomFrom("a/1"), randomFrom("a/1"), randomFrom("a/2")];
  const ten = (random: typeof first) => Array.from({ length: 10 }, () => uniform(random));
  const said = ten(first);
  expect(ten(again)).toEqual(said);
  expect(ten(other)).not.toEqual(said);
});

it("reaches each whole number below its limit, and no other", () => {
  const random = randomFrom("dice");
  expect(new Set(Array.from({ length: 200 }, () => integer(random, 6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

it("draws within bounds, one of a list, and waits that are as long as they are meant to be on the average", () => {
  const random = randomFrom("draws");
  const many = <T>(draw: () => T) => Array.from({ length: 2_000 }, draw);
  const drawn = many(() => between(random, 10, 20));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...drawn)).toBeLessThan(20);
  expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(9);
  expect(new Set(many(() => pick(random, ["a", "b", "c"])))).toEqual(new Set(["a", "b", "c"]));
  const waits = many(() => exponential(random, 50));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  expect(mean).toBeGreaterThan(45);
  expect(mean).toBeLessThan(55);
});
