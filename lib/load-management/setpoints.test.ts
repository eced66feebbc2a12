import { describe, expect, it } from "vitest";
import { answered, noSetpoints, type Report, reported, type Setpoints, sent } from "./setpoints";

const setpoint = (rid: string, currentA: number, sentAt: number, allocationAt = 0) => ({
  rid,
  to: { currentA, terminals: currentA > 0 ? ("1-2-3-N" as const) : null },
  sentAt,
  allocationAt,
  modeAt: 0,
});
const report = (currentA: number, allocationAt: number, more: Partial<Report> = {}): Report => ({
  allocation: { currentA, terminals: "1-2-3-N" as const },
  allocationAt,
  mode: "charging" as const,
  modeAt: 0,
  ...more,
});
const two: Setpoints = sent(sent(noSetpoints, setpoint("a", 16, 1000)), setpoint("b", 10, 1500));

describe("setpoints", () => {
  it("settles a command, and all before it, by what is reported after it", () => {
    expect(reported(two, report(10, 1600), 1700).pending).toEqual([]);
    expect(reported(two, report(16, 1400), 1700).pending.map(({ rid }) => rid)).toEqual(["b"]);
    expect(reported(two, report(10, 1600), 1700).attempts).toBe(0);
  });

  it("is not settled by an allocation reported before it was sent, or with other phases", () => {
    const again = sent(noSetpoints, setpoint("a", 16, 1000, 900));
    expect(reported(again, report(16, 900), 1100).pending).toHaveLength(1);
    const other = report(16, 1100, { allocation: { currentA: 16, terminals: "1-N" as const } });
    expect(reported(again, other, 1200).pending).toHaveLength(1);
    expect(reported(again, report(16, 1100), 1200).pending).toHaveLength(0);
  });

  it("takes a refused command out and holds the charger, longer each time", () => {
    const once = answered(two, "b", 400, 2000);
    expect(once.pending.map(({ rid }) => rid)).toEqual(["a"]);
    expect(once.holdUntil).toBe(7_000);
    const twice = answered(sent(once, setpoint("c", 10, 40_000)), "c", 400, 40_000);
    expect(twice.quietUntil).toBe(50_000);
    expect(twice.holdUntil).toBe(50_000);
    expect(answered(two, "of somebody else", 400, 2000)).toBe(two);
  });

  it("lets a repeat take the place of what it repeats, and of nothing else", () => {
    const again = sent(two, setpoint("c", 10, 20_000, 1900));
    expect(again.pending.map(({ rid }) => rid)).toEqual(["a", "c"]);
    expect(again.attempts).toBe(3);
    // What the first one brought about settles it too.
    expect(reported(again, report(10, 1600), 20_100).pending).toEqual([]);
  });

  it("takes an acknowledgement for a confirmation where the charger is there already, and nothing else is under way", () => {
    const here = sent(noSetpoints, { ...setpoint("a", 16, 1000, 900), modeAt: 950 });
    expect(reported(here, report(16, 900), 1100).pending).toHaveLength(1);
    const after = reported(answered(here, "a", 200, 1100), report(16, 900), 1100);
    expect(after).toMatchObject({ pending: [], proven: true, settledFor: 950 });
    // There, but on the way to somewhere else and back: the way may still be to come.
    const away = sent(sent(noSetpoints, setpoint("a", 10, 1000, 900)), setpoint("b", 16, 1100, 900));
    expect(reported(answered(away, "b", 200, 1200), report(16, 900), 1200).pending).toHaveLength(2);
    // Elsewhere: only its own word counts.
    const elsewhere = answered(sent(noSetpoints, setpoint("a", 10, 1000, 900)), "a", 200, 1100);
    expect(reported(elsewhere, report(16, 900), 1100).pending).toHaveLength(1);
  });

  it("believes a charger that acknowledges but confirms something else, once it had its time", () => {
    const setpoints = answered(sent(noSetpoints, setpoint("a", 20, 1000)), "a", 200, 1100);
    expect(reported(setpoints, report(16, 1200), 1300).pending).toHaveLength(1);
    const after = reported(setpoints, report(16, 1200), 16_000);
    expect(after.pending).toEqual([]);
    expect(after.holdUntil).toBe(316_000);
    const mute = sent(noSetpoints, setpoint("a", 20, 1000));
    expect(reported(mute, report(16, 1200), 16_000).pending).toHaveLength(1);
  });

  it("settles a stop by 0 A, or by a new request after its acknowledgement", () => {
    const setpoints = sent(noSetpoints, setpoint("a", 0, 1000));
    expect(reported(setpoints, report(0, 1100), 1200).pending).toEqual([]);
    const asks = report(16, 900, { mode: "requesting" as const, modeAt: 1100 });
    expect(reported(setpoints, asks, 1200).pending).toHaveLength(1);
    expect(reported(answered(setpoints, "a", 200, 1100), asks, 1200).pending).toEqual([]);
  });

  it("ends with the car: only what may still be on its way is kept", () => {
    const gone = report(16, 900, { mode: "disconnected" as const, modeAt: 1400 });
    expect(reported(two, gone, 1600).pending).toHaveLength(2);
    expect(reported(two, gone, 17_000).pending).toEqual([]);
    const refused = answered(two, "b", 400, 2000);
    expect(reported(refused, gone, 2100).holdUntil).toBe(0);
  });
});
