import { expect, it } from "vitest";
import { ClockWorld } from "./test-clock-world";

const first = Number(process.env.PHASEBOARD_TEST_SEED ?? 1);
const seeds = Number(process.env.PHASEBOARD_TEST_SEEDS ?? 12);

it("tells nothing false of a charger, whatever its clock and its link do", () => {
  let comparisons = 0;
  const lies: string[] = [];
  for (let seed = first; seed < first + seeds; seed += 1) {
    const world = new ClockWorld(seed);
    world.run(300_000);
    comparisons += world.comparisons;
    const [lie] = world.lies;
    if (lie) lies.push(`seed ${seed}: ${lie.field}: ${lie.lie}: ${lie.detail}\n  ${lie.story.join("\n  ")}`);
  }
  expect(comparisons).toBeGreaterThan(seeds * 1_000);
  expect(lies.length === 0 ? "" : `${lies.length} of ${seeds}\n${lies.slice(0, 3).join("\n")}`).toBe("");
}, 120_000);
