import { expect, test } from "vitest";
import { codePath } from "./code-path";

test("a code's dark modules stand behind a quiet zone of four", () => {
  expect(
    codePath([
      [true, false],
      [false, true],
    ]),
  ).toBe("M4 4h1v1h-1zM5 5h1v1h-1z");
  expect(codePath([[false]])).toBe("");
});
