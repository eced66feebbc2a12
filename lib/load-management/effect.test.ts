import { describe, expect, it } from "vitest";
import type { Triple } from "../domain/topology";
import { effectOf } from "./effect";
import { charger, charging, input } from "./test-input";
import type { LoadCharger } from "./types";

const all = "1-2-3-N" as const;
const many = (count: number) => Array.from({ length: count }, (_, n) => charging(n, 8, all));

/** The effect of so much current on a main fuse and a circuit of 63 A. */
const effect = (chargers: readonly LoadCharger[], availableA: Triple<number>) =>
  effectOf({ ...input(chargers, { fuseA: 63 }), availableA });

describe("what another available current would do", () => {
  it("counts who keeps current, and who would wait", () => {
    expect(effect(many(7), [42, 42, 42])).toEqual({ charging: 7, keep: 7, waiting: 0, couldStart: 0 });
    expect(effect(many(7), [5, 5, 5])).toMatchObject({ charging: 7, keep: 0 });
    expect(effect(many(7), [0, 0, 0])).toMatchObject({ charging: 7, keep: 0 });
  });

  it("puts cars on single lines where three would be too many, as the load management does", () => {
    expect(effect(many(7), [12, 12, 12])).toMatchObject({ charging: 7, keep: 6 });
  });

  it("leaves chargers that cannot be heard what they may draw, on every fuse", () => {
    const gone = charging(9, 16, all, { reachable: false, offlineCurrentA: 6, offlineTerminals: all });
    expect(effect([...many(2), gone], [63, 63, 63])).toMatchObject({ charging: 2, keep: 2 });
    expect(effect([...many(2), gone], [16, 16, 16])).toMatchObject({ charging: 2, keep: 0 });
  });

  it("lets those who wait start only where their circuit has room too", () => {
    const circuits = [63, 5].map((fuseA, n) => ({ id: `c${n}`, installationId: "park", name: `C${n}`, fuseA }));
    const waits = [charger(1, { circuitId: "c0" }), charger(2, { circuitId: "c1" })];
    expect(effectOf({ ...input(waits, { circuits }), availableA: [63, 63, 63] })).toMatchObject({
      waiting: 2,
      couldStart: 1,
    });
  });

  it("does not wait for what was sent and is not confirmed, nor for a charger's refusal", () => {
    const sent = { to: { currentA: 16, terminals: all }, sentAt: 0 };
    const late = charging(1, 6, all, { pending: [sent], attempts: 3, holdUntil: Infinity, quietUntil: Infinity });
    expect(effect([late], [5, 5, 5])).toMatchObject({ charging: 1, keep: 0 });
  });

  it("cannot take anything from a charger that takes no allocation, nor count who waits for a tag or is stopped", () => {
    const alone = charging(1, 16, all, { standAlone: true });
    const others = (["barred", "paused", "finished", "none", "unknown"] as const).map((demand, n) =>
      charger(n + 2, { demand, allocation: { currentA: 0, terminals: null } }),
    );
    expect(effect([alone, ...others], [5, 5, 5])).toEqual({ charging: 1, keep: 1, waiting: 0, couldStart: 0 });
  });
});
