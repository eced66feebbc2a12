import { describe, expect, it } from "vitest";
import { decide } from "./decide";
import { worldsOf } from "./test-random";
import { World, type WorldOptions } from "./test-world";
import type { LoadDecision } from "./types";

const worlds = worldsOf(250);
const steps = 150;

function expectWithinLimits(world: World, context: string): void {
  const { mainFuseA, availableA } = world.installation;
  const cutOff = (real: { online: boolean }) => !real.online;
  const check = (circuitId: string | null, limitOf: (line: 0 | 1 | 2) => number) => {
    const lines = world.truth(circuitId);
    const alone = world.truth(circuitId, cutOff);
    for (const line of [0, 1, 2] as const) {
      // What chargers that nobody can reach draw by themselves is beyond any command.
      const limit = Math.max(limitOf(line), alone[line]) + 1e-6;
      if (lines[line] > limit)
        expect.fail(`${context}: L${line + 1} of ${circuitId ?? "all"}: ${lines[line]} over ${limit}`);
    }
  };
  check(null, (line) => Math.min(mainFuseA, availableA[line]));
  for (const { id, fuseA } of world.circuits) check(id, () => fuseA);
}

function expectWhole(decision: LoadDecision, context: string): void {
  for (const { currentA } of decision.grants.values()) {
    if (!Number.isInteger(currentA) || (currentA !== 0 && currentA < 6))
      expect.fail(`${context}: ${currentA} A granted`);
  }
  for (const { method } of decision.commands) {
    if (
      method.name === "allocate" &&
      !(Number.isInteger(method.currentA) && method.currentA >= 6 && method.currentA <= 32)
    ) {
      expect.fail(`${context}: ${method.currentA} A sent`);
    }
  }
}

function live(seed: number, options: WorldOptions): World {
  const world = new World(seed, options);
  for (let i = 0; i < steps; i += 1) {
    const context = `seed ${seed}, step ${i}`;
    const input = world.input();
    const decision = world.step(true);
    expectWithinLimits(world, context);
    expectWhole(decision, context);
    if (i % 20 === 0) {
      const shuffled = { ...input, chargers: [...input.chargers].reverse(), circuits: [...input.circuits].reverse() };
      expect(decide(shuffled), context).toEqual(decide(input));
    }
  }
  return world;
}

describe("laws of the load management, in worlds that obey late", () => {
  it("law 1: no line is ever above its limit while commands and confirmations take their time", () => {
    for (let seed = 1; seed <= worlds; seed += 1) live(seed, { lossy: false, outages: false });
  }, 120_000);

  it("law 2: nor while commands, answers and confirmations are lost or refused", () => {
    for (let seed = 1001; seed <= 1000 + worlds; seed += 1) live(seed, { lossy: true, outages: false });
  }, 120_000);

  it("law 3: nor while chargers are cut off, go their own way, and come back", () => {
    for (let seed = 2001; seed <= 2000 + worlds; seed += 1) live(seed, { lossy: false, outages: true });
  }, 120_000);

  it("law 4: when nothing more happens, every charger comes to what it was granted, and nothing more is sent", () => {
    for (let seed = 3001; seed <= 3000 + worlds; seed += 1) {
      const world = live(seed, { lossy: false, outages: false });
      for (let i = 0; i < 120; i += 1) {
        world.step(false);
        expectWithinLimits(world, `seed ${seed}, quiet ${i}`);
      }
      const decision = world.step(false);
      expect(decision.commands, `seed ${seed}`).toEqual([]);
      for (const [deviceId, grant] of decision.grants) {
        const real = world.chargers.find((each) => each.deviceId === deviceId);
        expect([real?.at.currentA, real?.deviceId], `seed ${seed}`).toEqual([grant.currentA, deviceId]);
        if (grant.currentA > 0) expect(real?.at.terminals, `seed ${seed}`).toBe(grant.terminals);
      }
    }
  }, 120_000);
});
