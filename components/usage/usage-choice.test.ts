import { expect, it } from "vitest";
import { readUsage, writeUsage } from "./usage-choice";

const circuits = [{ id: "a" }, { id: "b" }];
const read = (query: string) => readUsage(new URLSearchParams(query), circuits);

it("is read as it was written, beside what else is in the address", () => {
  const choice = { month: "2026-10", circuit: "b" };
  const query = writeUsage("?show=trouble", choice);
  expect(new URLSearchParams(query).get("show")).toBe("trouble");
  expect(read(query)).toEqual(choice);
  expect(writeUsage(query, { month: null, circuit: null })).toBe("show=trouble");
});

it.each(["month=2026-13", "month=soon", "of=nowhere", ""])("%j chooses nothing", (query) => {
  expect(read(query)).toEqual({ month: null, circuit: null });
});
