import { describe, expect, it } from "vitest";
import { wallClock } from "./wall-clock";

const at = (text: string) => Date.parse(text);

describe("wallClock", () => {
  it("shows midnight as the day's first minute", () => {
    expect(wallClock("Europe/Oslo", at("2026-01-09T23:00:30Z"))).toBe(at("2026-01-10T00:00:00Z"));
  });
});
