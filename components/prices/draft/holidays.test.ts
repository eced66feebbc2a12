import { expect, test } from "vitest";
import { daysOf } from "./holidays";

test("holidays are read line by line, in both ways to write a day, in order and once each", () => {
  expect(daysOf(" 2026-12-25\r\n\n1.1.2027\n2026-05-17\n25.12.2026\n")).toEqual({
    days: ["2026-05-17", "2026-12-25", "2027-01-01"],
    faults: [],
  });
});

test("a line that is no day is named with its place", () => {
  expect(daysOf("2026-05-17\n\n2026-02-30\nEaster")).toEqual({
    days: ["2026-05-17"],
    faults: [
      { line: 3, text: "2026-02-30" },
      { line: 4, text: "Easter" },
    ],
  });
});
