import { describe, expect, it } from "vitest";
import type { Triple } from "../topology";
import { type StepWatch, stepOf, unwatched, watchSteps } from "./current-step";

const look = (watch: StepWatch, ampsA: Triple<number> | null, now: number, at = now) =>
  watchSteps(watch, ampsA && { ampsA, at }, now - 5_000, now);

describe("watching a charger's currents", () => {
  const calm = look(unwatched, [0, 0, 0], 10_000);

  it("knows nothing of what was before it heard of them", () => {
    expect(calm).toEqual({ beforeA: null, nowA: [0, 0, 0], startAt: 0, movedAt: 10_000 });
    expect(look(calm, null, 15_000)).toEqual({ ...unwatched, movedAt: 15_000 });
    expect(look(unwatched, null, 15_000)).toBe(unwatched);
  });

  it("sees no move in noise, and remembers nothing of it", () => {
    expect(look(calm, [1.9, 0, 0], 15_000)).toBe(calm);
  });

  it("sees a ramp as one move from before it began until it was over", () => {
    const ramp = look(look(look(calm, [7, 0, 0], 15_000, 12_000), [12, 0, 0], 20_000), [16, 0, 0], 25_000);
    expect(ramp).toEqual({ beforeA: [0, 0, 0], nowA: [16, 0, 0], startAt: 10_000, movedAt: 25_000 });
  });

  it("sees a slow drift when it has come to 2 A", () => {
    const drift = look(look(calm, [1.2, 0, 0], 15_000), [2.4, 0, 0], 20_000);
    expect(drift).toMatchObject({ beforeA: [0, 0, 0], movedAt: 20_000 });
  });

  it("takes a move for longer where the charger's clock is wrong", () => {
    expect(look(calm, [16, 0, 0], 60_000, 20_000)).toMatchObject({ startAt: 20_000, movedAt: 60_000 });
    expect(look(calm, [16, 0, 0], 60_000, 99_000)).toMatchObject({ startAt: 55_000, movedAt: 99_000 });
  });
});

describe("a step", () => {
  it("is one of a single reading, of 5 A or more", () => {
    expect(stepOf([0, 0, 0], [0, 16, 0.4])).toEqual({ terminal: 1, changeA: 16 });
    expect(stepOf([16, 16, 16], [16, 16, 10])).toEqual({ terminal: 2, changeA: -6 });
    expect(stepOf([0, 0, 0], [4.9, 0, 0])).toBeNull();
    expect(stepOf([0, 0, 0], [16, 16, 16])).toBeNull();
    expect(stepOf([0, 0, 0], [16, 1.5, 0])).toBeNull();
  });
});
