import { expect, it } from "vitest";
import { stepPath } from "./step-path";

const frame = { from: 0, to: 100, bucketMs: 10, top: 50 };

it("draws steps, and no line over what is missing", () => {
  const held = [
    { at: 0, value: 0 },
    { at: 10, value: 25 },
    { at: 40, value: 50 },
  ];
  expect(stepPath(held, frame)).toBe("M0 100H10V50H20M40 0H50");
});

it("ends with what it is drawn for, and is nothing of nothing", () => {
  expect(stepPath([{ at: 95, value: 50 }], frame)).toBe("M95 0H100");
  expect(stepPath([], frame)).toBe("");
});
