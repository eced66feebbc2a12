import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unwatched } from "../../domain/electrical/current-step";
import { type LegIndex, legsOf } from "../../domain/electrical/phase";
import { type Terminals, terminalSets } from "../../domain/electrical/terminals";
import { type NetworkType, type Rotation, rotations, type Triple } from "../../domain/topology";
import type { LiveCharger } from "../state/charger";
import { observed, TestFleet } from "../test-fleet";
import { isPlainlyWell } from "./plainly-well";
import { judge } from "./review";
import { newTraced } from "./traced";

const id = "ZAP000001";
const amps = fc.constantFrom(null, 0, 0.4, 0.9, 1, 1.1, 6, 9.9, 15, 15.9, 16, 16.1, 17.5, 25);
const volts = fc.constantFrom(null, 0, 120, 206.9, 207, 222, 230, 236.9, 237, 252, 253, 253.1);
// Mostly as it is where all is well, else hardly anything would be.
const mostly = <T>(usual: fc.Arbitrary<T>, any: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: usual }, any);
const drawn = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 4, 7), fc.constantFrom(6, 9.9, 16))
  .map(([mask, each]): [number, number, number] => [mask & 1 ? each : 0, mask & 2 ? each : 0, mask & 4 ? each : 0]);
const three = <T>(each: fc.Arbitrary<T>) => fc.tuple(each, each, each);

type Words = Partial<{
  currents: readonly [number | null, number | null, number | null];
  voltages: readonly [number | null, number | null, number | null];
  allocatedA: number | null;
  terminals: Terminals | null;
  rotation: Rotation;
  said: Rotation | "unknown" | null;
  network: NetworkType;
  seen: Triple<LegIndex | null> | null;
  saidNetwork: NetworkType | "unknown" | null;
}>;

function told(words: Words): { charger: LiveCharger; now: number } {
  const world = new TestFleet([id]);
  world.broker(true);
  world.connection(true, {}, world.now, id);
  const charger = world.fleet.chargers.get(id);
  if (!charger?.entry || !charger.installation) throw new Error("There is no charger.");
  const { currents = [], voltages = [], rotation = "RST", network = "TN3", seen } = words;
  charger.entry = { ...charger.entry, rotation };
  const installation = { ...charger.installation.installation, networkType: network };
  charger.installation = { ...charger.installation, installation };
  if (seen) charger.traced = { ...newTraced(unwatched), legs: seen };
  const values = {
    current1A: currents[0],
    current2A: currents[1],
    current3A: currents[2],
    voltage1V: voltages[0],
    voltage2V: voltages[1],
    voltage3V: voltages[2],
    allocatedCurrentA: words.allocatedA,
    allocatedTerminals: words.terminals,
    rotation: words.said,
    networkType: words.saidNetwork,
  };
  for (const [key, value] of Object.entries(values))
    if (value !== null && value !== undefined)
      charger.observations.set(key as keyof typeof values, observed(key as keyof typeof values, value, world.now));
  return { charger, now: world.now };
}

test("nothing is wrong with a charger that is well at first sight, when it is judged in full", () => {
  let tried = 0;
  let well = 0;
  fc.assert(
    fc.property(
      fc.record({
        currents: mostly<[number | null, number | null, number | null]>(drawn, three(amps)),
        voltages: mostly(fc.constant<[number | null, number | null, number | null]>([230, 231, null]), three(volts)),
        allocatedA: mostly(fc.constant<number | null>(16), fc.constantFrom(null, 0, 10)),
        terminals: fc.constantFrom<Terminals | null>(null, ...terminalSets, "1-N", "2-N", "3-N", "1-2-3-N", "1-2-3-N"),
        rotation: mostly(fc.constantFrom<Rotation>("RST", "STR"), fc.constantFrom<Rotation>(...rotations)),
        said: mostly(
          fc.constant<Rotation | "unknown" | null>(null),
          fc.constantFrom<Rotation | "unknown">("unknown", ...rotations),
        ),
        network: mostly(fc.constant<NetworkType>("TN3"), fc.constantFrom<NetworkType>("TN1", "IT1", "IT3")),
        saidNetwork: mostly(
          fc.constant<NetworkType | "unknown" | null>(null),
          fc.constantFrom<NetworkType | "unknown">("unknown", "TN1", "TN3", "IT1", "IT3"),
        ),
        seen: mostly(
          fc.constant<Triple<LegIndex | null> | null>(null),
          three(fc.constantFrom<LegIndex | null>(null, 0, 1, 2)),
        ),
      }),
      fc.boolean(),
      (words, drewAll) => {
        tried += 1;
        const { charger, now } = told(words);
        const before = drewAll ? now + 1 : 0;
        charger.drewAllAt = before;
        if (!isPlainlyWell(charger)) return;
        well += 1;
        const noted = charger.drewAllAt;
        expect(judge(charger, [], now)).toEqual([]);
        if (legsOf(words.network, words.rotation).includes(null)) return;
        // Both note in the same way that all three carried current.
        charger.drewAllAt = before;
        judge(charger, [], now);
        expect(noted).toBe(charger.drewAllAt);
      },
    ),
    { numRuns: 5_000 },
  );
  expect(well).toBeGreaterThan(tried / 25);
});

describe("at first sight", () => {
  test.each<[string, Words]>([
    ["has told nothing", {}],
    ["has no load on any phase, and no allocation", { currents: [1, 1, 1] }],
    ["has the lowest voltage that is usual", { voltages: [207, 207, 207] }],
    ["has measured nothing behind its relay", { voltages: [0.338, 0.129, 0.213] }],
    ["says that it is on the network that was entered", { saidNetwork: "TN3" }],
    ["has the highest voltage that is usual", { voltages: [253, 253, 253] }],
    ["says that it is wired as was entered", { rotation: "STR", said: "STR" }],
    ["says of its wiring what nobody knows", { said: "unknown" }],
    ["draws all that it was allocated", { currents: [16, 16, 16], allocatedA: 16, terminals: "1-2-3-N" }],
    ["draws on terminal 1 alone, as allocated", { currents: [16, 1, 1], allocatedA: 16, terminals: "1-N" }],
    ["draws on terminal 2 alone, as allocated", { currents: [1, 16, 1], allocatedA: 16, terminals: "2-N" }],
    ["draws on terminal 3 alone, as allocated", { currents: [1, 1, 16], allocatedA: 16, terminals: "3-N" }],
    ["was seen by a meter where it was entered", { seen: [0, null, null] }],
  ])("a charger that %s is well", (_, words) => {
    expect(isPlainlyWell(told(words).charger)).toBe(true);
  });

  const all = { currents: [16, 16, 16], allocatedA: 16, terminals: "1-2-3-N" } as const;
  test.each<[string, Words]>([
    ["has less than the lowest voltage on one phase", { voltages: [230, 206.9, 230] }],
    ["has more than the highest voltage on one phase", { voltages: [230, 230, 253.1] }],
    ["has voltages as far apart as those of a lost neutral", { voltages: [207, 222, 237] }],
    ["says that it is wired otherwise", { said: "STR" }],
    ["says that it is on another network", { saidNetwork: "TN1" }],
    ["was seen by a meter on another line", { seen: [1, null, null] }],
    ["draws with no allocation", { currents: [16, 16, 16], terminals: "1-2-3-N" }],
    ["draws more than it was allocated", { ...all, currents: [16, 16, 16.1] }],
    ["draws on a phase less than was allocated", { ...all, currents: [16, 16, 1] }],
    ["draws on another terminal than was allocated", { ...all, currents: [16, 0, 0], terminals: "2-N" }],
    ["draws on more terminals than were allocated", { ...all, terminals: "1-N" }],
    [
      "draws on one terminal, with wires to one alone",
      { ...all, rotation: "L1", currents: [16, 0, 0], terminals: "1-N" },
    ],
    ["draws between phases", { ...all, network: "IT3" }],
  ])("a charger that %s is to be looked at", (_, words) => {
    expect(isPlainlyWell(told(words).charger)).toBe(false);
  });
});
