import { expect, test } from "vitest";
import { uptimeOf } from "./uptime";

test.each([
  [17, 17],
  ["17.5", 17.5],
  [" ", null],
  ["", null],
  ["soon", null],
  [true, null],
  [null, null],
  [Number.POSITIVE_INFINITY, null],
])("an uptime told as %j is %s", (told, uptime) => {
  expect(uptimeOf(told)).toBe(uptime);
});
