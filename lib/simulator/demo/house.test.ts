import { describe, expect, it } from "vitest";
import { randomFrom } from "../../domain/random";
import { demoHouse } from "./demo-fleet";
import { demoTopology } from "./demo-topology";
import { houseCurrent, houseSays } from "./house";

const day = Date.parse("2026-01-09T00:00:00Z");

describe("a simulated building", () => {
  it("draws the same with the same seed, and leaves its chargers something all day", () => {
    const depot = demoTopology.installations.find(({ id }) => id === demoHouse.installationId);
    expect(depot?.meter?.topic).toBe(demoHouse.spec.topic);
    const [random, again] = [randomFrom("a"), randomFrom("a")];
    for (let minute = 0; minute < 1440; minute += 1) {
      const at = day + minute * 60_000;
      const drawn = houseCurrent(demoHouse.spec, random, at);
      expect(houseCurrent(demoHouse.spec, again, at)).toEqual(drawn);
      for (const currentA of drawn) {
        expect(currentA).toBeGreaterThan(0);
        expect(currentA).toBeLessThan((depot?.mainFuseA ?? 0) - 40);
      }
    }
  });

  it("writes its numbers one way or the other", () => {
    const said = new Set(Array.from({ length: 200 }, (_, n) => houseSays([1.5, 2, 3], randomFrom(`${n}`), day)));
    expect([...said].sort()).toEqual([
      '{"at":"2026-01-09T00:00:00.000Z","currentA":["1.5","2","3"]}',
      '{"at":"2026-01-09T00:00:00.000Z","currentA":[1.5,2,3]}',
    ]);
  });
});
