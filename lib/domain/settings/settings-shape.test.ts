import { expect, test } from "vitest";
import type { ZodType } from "zod";
import { measuresShape, meterTopic, priorityShape, scheduleShape, switchShape, triple } from "./settings-shape";

const said = (shape: ZodType, given: unknown) => {
  const read = shape.safeParse(given);
  return read.success ? read.data : (read.error.issues[0]?.message ?? "");
};
const night = { days: [1, 7], from: "22:00", to: "06:30", availableA: [32, 32, 16] };
const nightWith = (more: object) => [{ ...night, ...more }];

test.each<[ZodType, given: unknown, read: unknown]>([
  [triple, 20, [20, 20, 20]],
  [triple, [1, 0, 4_000], [1, 0, 4_000]],
  [triple, [1, 2], "is neither a number of amperes nor a list of three"],
  [triple, undefined, "is missing"],
  [triple, [1, "2", 3], "is not a number of amperes"],
  [triple, -1, "is below 0 A"],
  [triple, 4_001, "is above 4000 A"],
  [switchShape, undefined, "is missing"],
  [scheduleShape, [night], [night]],
  [scheduleShape, [], []],
  [scheduleShape, "nights", "is not a list of windows"],
  [scheduleShape, ["night"], "is not a window (a mapping with days, from, to, availableA)"],
  [scheduleShape, nightWith({ days: [] }), "is empty"],
  [scheduleShape, nightWith({ days: [1, 1] }), "has a day twice"],
  [scheduleShape, nightWith({ days: [8] }), "is no day of the week from 1 (Monday) to 7 (Sunday)"],
  [scheduleShape, nightWith({ days: 1 }), "is not a list of days from 1 (Monday) to 7 (Sunday)"],
  [scheduleShape, nightWith({ from: "24:00" }), "is not a time of day from 00:00 to 23:59"],
  [scheduleShape, nightWith({ from: "6:30" }), "is not a time of day from 00:00 to 23:59"],
  [scheduleShape, nightWith({ to: "06:60" }), "is not a time of day from 00:00 to 23:59"],
  [scheduleShape, nightWith({ to: "06:300" }), "is not a time of day from 00:00 to 23:59"],
  [scheduleShape, nightWith({ to: 630 }), "is not a time of day such as 06:30 (put it in quotes)"],
  [scheduleShape, nightWith({ from: "19:59", to: "23:00" }), nightWith({ from: "19:59", to: "23:00" })],
  [scheduleShape, Array(100).fill(night), "has more than 50 windows"],
  [meterTopic, "house/main", "house/main"],
  [meterTopic, "", "is empty"],
  [meterTopic, 7, "is not text"],
  [meterTopic, undefined, "is missing"],
  [meterTopic, "x".repeat(201), "is longer than 200 characters"],
  [meterTopic, "house/+", "has a wildcard or a control character"],
  [meterTopic, "#", "has a wildcard or a control character"],
  [meterTopic, "a\u0000", "has a wildcard or a control character"],
  [meterTopic, "$SYS/load", "begins with $, devices/, phaseboard/ or prices/, which are not a meter's"],
  [meterTopic, "devices/ZPR000001", "begins with $, devices/, phaseboard/ or prices/, which are not a meter's"],
  [meterTopic, "phaseboard/a", "begins with $, devices/, phaseboard/ or prices/, which are not a meter's"],
  [meterTopic, "prices/north", "begins with $, devices/, phaseboard/ or prices/, which are not a meter's"],
  [meterTopic, "my/devices/1", "my/devices/1"],
  [measuresShape, "total", "total"],
  [measuresShape, "cars", "is neither building nor total"],
  [priorityShape, 3, 3],
  [priorityShape, 0, "is none of 1 (low), 2, 3 (high)"],
])("%#: a person who enters this is told", (shape, given, read) => {
  expect(said(shape, given)).toEqual(read);
});
