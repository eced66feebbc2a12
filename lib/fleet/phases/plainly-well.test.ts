import fc from "fast-check";
import { expect, test } from "vitest";
import { unwatched } from "../../domain/electrical/current-step";
import type { LegIndex } from "../../domain/electrical/phase";
import { type Rotation, rotations, type Triple } from "../../domain/topology";
import { observed, TestFleet } from "../test-fleet";
import { isPlainlyWell } from "./plainly-well";
import { judge } from "./review";
import { newTraced } from "./traced";

const id = "ZAP000001";
const codes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const amps = fc.constantFrom(null, 0, 0.4, 0.9, 1.1, 6, 9.9, 15, 15.9, 16, 16.1, 25);
const volts = fc.constantFrom(null, 0, 120, 206, 208, 230, 236, 252, 254);
// Mostly as it is where all is well, else hardly anything would be.
const mostly = <T>(usual: fc.Arbitrary<T>, any: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: usual }, any);
const drawn = fc
  .tuple(fc.constantFrom(0, 1, 2, 4, 7), fc.constantFrom(6, 9.9, 15.9))
  .map(([mask, each]): [number, number, number] => [mask & 1 ? each : 0, mask & 2 ? each : 0, mask & 4 ? each : 0]);
const three = <T>(each: fc.Arbitrary<T>) => fc.tuple(each, each, each);

test("nothing is wrong with a charger that is well at first sight, when it is judged in full", () => {
  let tried = 0;
  let well = 0;
  fc.assert(
    fc.property(
      fc.record({
        currents: mostly<[number | null, number | null, number | null]>(drawn, three(amps)),
        voltages: mostly(fc.constant<[number | null, number | null, number | null]>([230, 231, null]), three(volts)),
        allocatedA: mostly(fc.constant<number | null>(16), fc.constantFrom(null, 0, 10)),
        phases: fc.constantFrom(null, ...codes, 1, 2, 3, 4),
        rotation: mostly(fc.constantFrom<Rotation>("RST", "STR"), fc.constantFrom<Rotation>(...rotations)),
        said: mostly(fc.constant<number | null>(null), fc.constantFrom(...codes)),
        drewAll: fc.boolean(),
        seen: mostly(
          fc.constant<Triple<LegIndex | null> | null>(null),
          three(fc.constantFrom<LegIndex | null>(null, 0, 1, 2)),
        ),
      }),
      ({ currents, voltages, allocatedA, phases, rotation, said, drewAll, seen }) => {
        tried += 1;
        const world = new TestFleet([id]);
        world.broker(true);
        world.connection(true, {}, world.now, id);
        const charger = world.fleet.chargers.get(id);
        if (!charger?.entry) throw new Error("There is no charger.");
        charger.entry = { ...charger.entry, rotation };
        if (seen !== null) charger.traced = { ...newTraced(unwatched), legs: seen };
        if (drewAll) charger.drewAllAt = world.now + 1;
        const told = {
          current1A: currents[0],
          current2A: currents[1],
          current3A: currents[2],
          voltage1V: voltages[0],
          voltage2V: voltages[1],
          voltage3V: voltages[2],
          allocatedCurrentA: allocatedA,
          allocatedTerminals: phases,
          rotation: said,
        };
        for (const [key, value] of Object.entries(told))
          if (value !== null)
            charger.observations.set(key as keyof typeof told, observed(key as keyof typeof told, value, world.now));
        if (!isPlainlyWell(charger)) return;
        well += 1;
        expect(judge(charger, [], world.now)).toEqual([]);
      },
    ),
    { numRuns: 5_000 },
  );
  expect(well).toBeGreaterThan(tried / 25);
});
