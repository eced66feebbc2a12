import { describe, expect, it } from "vitest";
import type { ChargerView } from "../../../lib/contract/view";
import { chargerView, circuitView, installationView, now, phasesView } from "../test-views";
import { effectOf } from "./effect";

const lines = (first: number, second: number, third: number): ChargerView["lines"] => {
  const line = (value: number) => ({ reading: { value, at: now }, terminal: null });
  return [line(first), line(second), line(third)];
};
const three = { allocatedTerminals: { value: "1-2-3-N" as const, at: now } };
const many = (count: number) => Array.from({ length: count }, (_, n) => chargerView(n, "charging", three));

describe("what another available current would do", () => {
  it("counts who keeps 6 A, and who would wait", () => {
    const installation = installationView({ phases: phasesView([63, 63, 63], [60, 60, 60]) });
    expect(effectOf(installation, many(7), [42, 42, 42])).toMatchObject({ charging: 7, keep: 7 });
    // 6 A on each line for one, and 4 A are left for nobody.
    expect(effectOf(installation, many(7), [10, 10, 10])).toMatchObject({ charging: 7, keep: 1 });
    expect(effectOf(installation, many(7), [0, 0, 0])).toMatchObject({ charging: 7, keep: 0 });
  });

  it("says the lines on which more is drawn now", () => {
    const installation = installationView({ phases: phasesView([63, 63, 63], [41, 20, null]) });
    const effect = effectOf(installation, [], [40, 40, 40]);
    expect(effect.tooMuchOn).toEqual(["L1"]);
    expect(effect.beforeA).toEqual([63, 63, 63]);
  });

  it("serves by priority, then who came first, and a car of one phase on its own line", () => {
    const single = { carPhases: 1 as const };
    const rotated = [
      chargerView(1, "charging", { ...single, rotation: "RST" }),
      chargerView(2, "charging", { ...single, rotation: "STR" }),
      chargerView(3, "charging", { ...single, rotation: "STR" }),
    ];
    expect(effectOf(installationView(), rotated, [6, 6, 0])).toMatchObject({ charging: 3, keep: 2 });
  });

  it("leaves chargers that cannot be heard what they drew last", () => {
    const silent = chargerView(9, "charging", {
      presence: { word: "silent", since: now, heardAt: now, reason: "noPulse" },
      lines: lines(16, 16, 16),
    });
    const effect = effectOf(installationView(), [...many(2), silent], [24, 24, 24]);
    expect(effect).toMatchObject({ charging: 2, keep: 1, unheard: 1 });
  });

  it("leaves chargers that cannot be heard what the load management keeps free for them, on every fuse", () => {
    const gone = chargerView(9, "unknown", {
      presence: { word: "offline", since: now, heardAt: now, reason: "connectionLost" },
      lines: lines(0, 0, 0),
    });
    const keeps = (root: readonly [number, number, number], circuit = root) =>
      installationView({
        phases: { ...phasesView([63, 63, 63], [0, 0, 0]), keptA: root },
        circuits: [{ ...circuitView("a", 20), phases: { ...phasesView([20, 20, 20], [0, 0, 0]), keptA: circuit } }],
      });
    const chargers = [...many(2), gone];
    expect(effectOf(keeps([0, 0, 0]), chargers, [17, 17, 17])).toMatchObject({ keep: 2, unheard: 1 });
    const kept = { keep: 1, unheard: 1, keptA: [6, 6, 6] };
    expect(effectOf(keeps([6, 6, 6]), chargers, [17, 17, 17])).toMatchObject(kept);
    expect(effectOf(keeps([6, 6, 6], [10, 10, 10]), chargers, [63, 63, 63])).toMatchObject(kept);
  });

  it("lets those who wait start only where their circuit has room too", () => {
    const waits = [
      chargerView(1, "waitingForCurrent", { ...three, circuitId: "a" }),
      chargerView(2, "waitingForCurrent", { ...three, circuitId: "b" }),
    ];
    const installation = installationView({ circuits: [circuitView("a", 63), circuitView("b", 5)] });
    expect(effectOf(installation, waits, [63, 63, 63])).toMatchObject({ waiting: 2, couldStart: 1 });
  });

  it("counts a line of an IT grid with both its pairs", () => {
    const onPair = (n: number, rotation: "L1-L2" | "L1-L3") => chargerView(n, "charging", { rotation });
    const both = [onPair(1, "L1-L2"), onPair(2, "L1-L3")];
    const it3 = installationView({ networkType: "IT3" });
    // 6 A and 6 A that stand 60 degrees apart are 10.4 A on L1.
    expect(effectOf(it3, both, [10, 63, 63]).keep).toBe(1);
    expect(effectOf(it3, both, [11, 63, 63]).keep).toBe(2);
  });
});
