import { describe, expect, it } from "vitest";
import { charger, charging } from "../test-input";
import { reservedFor } from "./reserved";

const now = 1_000_000;
const all = ["L1", "L2", "L3"];

describe("what is reserved for a charger", () => {
  it("that cannot be heard is the larger of its allocation and its offline current", () => {
    const cutOff = { reachable: false, offlineTerminals: "1-2-3-N" as const };
    expect(reservedFor("TN3", charging(1, 16, "1-2-3-N", { ...cutOff, offlineCurrentA: 10 }), now)).toEqual({
      currentA: 16,
      lines: all,
      why: "unheard",
    });
    expect(reservedFor("TN3", charging(1, 6, "1-2-3-N", { ...cutOff, offlineCurrentA: 10 }), now)?.currentA).toBe(10);
  });

  it("is its maximum where neither was heard, on the lines that it is wired to", () => {
    const never = charger(1, { reachable: false, demand: "unknown", maxCurrentA: 20, rotation: "L2" });
    expect(reservedFor("TN3", never, now)).toEqual({ currentA: 20, lines: ["L2"], why: "unheard" });
    const pair = charger(1, { reachable: false, maxCurrentA: 20, rotation: "L1-L3" });
    expect(reservedFor("IT3", pair, now)?.lines).toEqual(["L1", "L3"]);
  });

  it("that ignores allocations, or has not told what it does, is told as such", () => {
    expect(reservedFor("TN3", charger(1, { standAlone: true }), now)).toMatchObject({
      currentA: 32,
      why: "standAlone",
    });
    expect(reservedFor("TN3", charger(1, { demand: "unknown" }), now)).toMatchObject({ currentA: 32, why: "untold" });
  });

  it("that still charges though it was told to stop is what it is allocated, until it has stopped", () => {
    const stopping = charging(1, 15, "1-N", { demand: "ending" });
    expect(reservedFor("TN3", stopping, now)).toEqual({ currentA: 15, lines: ["L1"], why: "ending" });
    expect(reservedFor("TN3", { ...stopping, demand: "paused" }, now)).toBeNull();
  });

  it("is nothing where it is allocated by what it says, or may draw nothing", () => {
    expect(reservedFor("TN3", charging(1, 16, "1-2-3-N"), now)).toBeNull();
    const stopped = charging(1, 0, "1-2-3-N", {
      reachable: false,
      offlineCurrentA: 0,
      offlineTerminals: "1-2-3-N" as const,
    });
    expect(reservedFor("TN3", stopped, now)).toBeNull();
  });
});
