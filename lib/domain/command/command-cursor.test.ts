import { expect, test } from "vitest";
import { cursorOf, cursorText, readCursor } from "./command-cursor";

const id = "6a1f7a4e-0b1c-4c58-9d51-0f3f2f1f2a10";
const command = (at: number, of: string) => ({ id: of, course: [{ stage: "requested" as const, at, reason: null }] });

test("the place of the last command is read back as it was written", () => {
  const place = cursorOf([command(9, "x"), command(1_700_000_000_123.5, id)]);
  expect(place).toEqual({ at: 1_700_000_000_123.5, id });
  expect(readCursor(cursorText({ at: 1_700_000_000_123.5, id }))).toEqual(place);
  expect(readCursor(cursorText({ at: 0, id }))).toEqual({ at: 0, id });
  expect(cursorOf([])).toBeNull();
  expect(cursorOf([{ id, course: [] }])).toEqual({ at: 0, id });
});

test.each([
  "",
  "_",
  id,
  `_${id}`,
  `x1_${id}`,
  `1_${id}x`,
  `-1_${id}`,
  `1._${id}`,
  `1.1234567_${id}`,
  `1234567890123456_${id}`,
  `1_${id.toUpperCase()}`,
  `1_${id.slice(1)}`,
  `1_${id.slice(0, -1)}`,
  `1_${id.replace("-", "")}`,
  `1_${id.replace("4c58", "4c5")}`,
  `1_${id.replace("4c58", "4cz8")}`,
  `1_${id.replace("-9d51", "")}`,
])("%s is no place", (text) => expect(readCursor(text)).toBeNull());
