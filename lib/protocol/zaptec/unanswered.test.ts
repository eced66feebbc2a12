import { expect, it } from "vitest";
import { unansweredRule } from "./unanswered";

it.each([
  ["102", "reset"],
  ["200", "reset"],
  ["506", "reset"],
  ["507", "reset"],
  ["501", "resetSeldom"],
  ["502", "resetSeldom"],
  ["601", "reset"],
  ["602", "resetSeldom"],
  ["1", "leave"],
  ["503", "leave"],
  ["504", "reset"],
  ["anything", "reset"],
] as const)("a charger that does not answer %s: %s", (method, rule) => {
  expect(unansweredRule(method)).toBe(rule);
});
