import { describe, expect, it } from "vitest";
import { chargerActor } from "../fleet/actor";
import type { Habit } from "./spec";
import { charger, noon } from "./test-charger";

/** Comings and goings of a week at one charger; the physical clock runs 600 times as fast. */
function week(habit: Habit) {
  const speed = 600;
  const c = charger({ habit, tags: ["nfc-1"], authenticationRequired: true }, { speed });
  const actor = chargerActor(c.state, noon);
  actor.step({ kind: "connected" }, noon);
  const arrivals: number[] = [];
  let parkedMs = 0;
  let before: string | undefined;
  const weekMs = 7 * 24 * 3_600_000;
  for (let real = 0; real < weekMs / speed; real += 100) {
    actor.step({ kind: "tick" }, noon + real);
    if (c.state.session && c.state.session.id !== before) arrivals.push(new Date(noon + real * speed).getUTCHours());
    before = c.state.session?.id;
    if (c.state.car) parkedMs += 100 * speed;
  }
  return { arrivals, parked: parkedMs / weekMs };
}

describe("the people of a charger", () => {
  it("come to a car park by day and leave again", () => {
    const { arrivals, parked } = week("carPark");
    expect(arrivals.length).toBeGreaterThan(10);
    expect(arrivals.filter((hour) => hour >= 6 && hour < 18).length).toBeGreaterThan(arrivals.length / 2);
    expect(parked).toBeGreaterThan(0.1);
    expect(parked).toBeLessThan(0.95);
  });

  it("come home in the evening", () => {
    const { arrivals } = week("home");
    expect(arrivals.length).toBeGreaterThan(2);
    expect(arrivals.filter((hour) => hour >= 8).length).toBeGreaterThan(arrivals.length / 2);
  });

  it("are nobody where the scene is to stay", () => {
    expect(week("nobody").arrivals).toEqual([]);
  });
});
