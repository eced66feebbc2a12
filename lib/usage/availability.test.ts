import { describe, expect, it } from "vitest";
import { availabilityOf, type PresenceStep } from "./availability";

const span = { from: 1_000, to: 2_000 };
const always = [{ from: 0, to: 10_000 }];
const steps = (...told: [at: number, word: PresenceStep["word"]][]) => told.map(([at, word]) => ({ at, word }));
const usual = { isFromBefore: false, goesOn: false };

describe("how far a charger could be heard", () => {
  it("is all of it where it was online throughout", () => {
    expect(availabilityOf(steps([0, "online"]), always, span)).toEqual({
      watchedMs: 1_000,
      respondingMs: 1_000,
      outages: [],
    });
  });

  it("is not known before it was first told, nor where that is not known", () => {
    const told = steps([1_500, "online"], [1_700, null]);
    expect(availabilityOf(told, always, span)).toEqual({ watchedMs: 200, respondingMs: 200, outages: [] });
    expect(availabilityOf([], always, span)).toEqual({ watchedMs: 0, respondingMs: 0, outages: [] });
  });

  it("falls by an outage, silent at first and then without its connection: one outage", () => {
    const told = steps([0, "online"], [1_100, "silent"], [1_200, "offline"], [1_400, "online"]);
    expect(availabilityOf(told, always, span)).toEqual({
      watchedMs: 1_000,
      respondingMs: 700,
      outages: [{ from: 1_100, to: 1_400, cause: "offline", watchedMs: 300, ...usual }],
    });
  });

  it("tells what was only silent, and each outage for itself", () => {
    const told = steps([0, "online"], [1_100, "silent"], [1_200, "online"], [1_300, "offline"], [1_400, "online"]);
    expect(availabilityOf(told, always, span).outages).toMatchObject([
      { from: 1_100, to: 1_200, cause: "silent" },
      { from: 1_300, to: 1_400, cause: "offline" },
    ]);
  });

  it("tells that an outage had begun before, and goes on", () => {
    const [before] = availabilityOf(steps([500, "offline"], [1_200, "online"]), always, span).outages;
    expect(before).toMatchObject({ from: 1_000, to: 1_200, isFromBefore: true, goesOn: false });
    const [open] = availabilityOf(steps([0, "online"], [1_800, "silent"]), always, span).outages;
    expect(open).toMatchObject({ from: 1_800, to: 2_000, isFromBefore: false, goesOn: true });
  });
});

describe("what is ours", () => {
  it("is neither an outage nor time of the charger: the broker lost", () => {
    const told = steps([0, "online"], [1_200, "unknown"], [1_600, "online"]);
    expect(availabilityOf(told, always, span)).toEqual({ watchedMs: 600, respondingMs: 600, outages: [] });
  });

  it("is no time in which nobody watched, whatever held then", () => {
    const watched = [
      { from: 0, to: 1_300 },
      { from: 1_500, to: 5_000 },
    ];
    expect(availabilityOf(steps([0, "online"]), watched, span)).toMatchObject({ watchedMs: 800, respondingMs: 800 });
    const told = steps([0, "online"], [1_320, "offline"], [1_400, "online"]);
    expect(availabilityOf(told, watched, span)).toEqual({ watchedMs: 800, respondingMs: 800, outages: [] });
  });

  it("does not end an outage that goes on over it", () => {
    const watched = [
      { from: 0, to: 1_300 },
      { from: 1_500, to: 5_000 },
    ];
    const told = steps([0, "online"], [1_200, "offline"], [1_300, "unknown"], [1_500, "offline"], [1_600, "online"]);
    expect(availabilityOf(told, watched, span)).toEqual({
      watchedMs: 800,
      respondingMs: 600,
      outages: [{ from: 1_200, to: 1_600, cause: "offline", watchedMs: 200, ...usual }],
    });
  });
});
