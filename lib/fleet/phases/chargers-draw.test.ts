import { expect, test } from "vitest";
import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import type { Rotation, Triple } from "../../domain/topology";
import { apply } from "../apply";
import { observed, TestFleet, topologyOf } from "../test-fleet";
import { installationView } from "../views/installation-view";

const id = "ZAP000001";
const currents = { current1A: 10, current2A: 6, current3A: 0 };
const allocated = (terminals: string) => ({ allocatedCurrentA: 16, allocatedTerminals: terminals });
type Values = Partial<Record<KnownKey, ObservationValue>>;

/** What of the meter's 40 A on each line counts as the charger's, by what is left of 63 A for chargers. */
function counted(values: Values, online: boolean, rotation: Rotation): number[] {
  const world = new TestFleet([id]);
  const topology = topologyOf([id], { rotation });
  const installations = topology.installations.map((one) => ({
    ...one,
    availableA: [63, 63, 63] as const,
    meter: { topic: "house", measures: "total" as const, safeA: [6, 6, 6] as const },
  }));
  apply(world.fleet, { kind: "topology", topology: { ...topology, installations } }, world.now);
  world.broker(true);
  world.connection(true);
  const keys = Object.keys(values) as KnownKey[];
  world.says(
    id,
    keys.map((key) => observed(key, values[key] ?? null, world.now)),
  );
  if (!online) world.connection(false);
  world.arrive({ kind: "meter", topic: "house", currentA: [40, 40, 40], at: world.now });
  const limitA = installationView(world.fleet, "park", world.now)?.phases.limitA ?? [];
  return limitA.map((each) => (each ?? 0) - 23);
}

test.each<[string, Values, boolean, Rotation, Triple<number>]>([
  ["what it measures", { mode: "charging", ...currents, ...allocated("1-2-3-N") }, true, "RST", [10, 6, 0]],
  ["what it measures, by its wiring", { mode: "charging", ...currents }, true, "STR", [0, 10, 6]],
  ["what it measures where it has a wire", { mode: "charging", ...currents }, true, "L2", [0, 10, 0]],
  ["nothing, with no car", { mode: "disconnected", ...currents, ...allocated("1-2-3-N") }, true, "RST", [0, 0, 0]],
  [
    "what it was allocated, where it has told no current",
    { mode: "charging", current1A: 10, ...allocated("1-2-3-N") },
    true,
    "RST",
    [10, 16, 16],
  ],
  ["what it was allocated on that terminal", { mode: "charging", ...allocated("2-N") }, true, "RST", [0, 16, 0]],
  [
    "what it was allocated on any, where no terminal was told",
    { mode: "charging", allocatedCurrentA: 16 },
    true,
    "RST",
    [16, 16, 16],
  ],
  [
    "what it was allocated on any, where the terminals are no such grid's",
    { mode: "charging", ...allocated("1-3") },
    true,
    "RST",
    [16, 16, 16],
  ],
  [
    "what it was allocated, once it is offline",
    { mode: "charging", ...currents, ...allocated("1-N") },
    false,
    "RST",
    [16, 0, 0],
  ],
  [
    "what it was allocated, once it is offline, also with no car",
    { mode: "disconnected", ...allocated("1-N") },
    false,
    "RST",
    [16, 0, 0],
  ],
  ["nothing, where it was allocated nothing", { mode: "requesting" }, true, "RST", [0, 0, 0]],
])("of a meter's total a charger counts with %s", (_, values, online, rotation, amps) => {
  expect(counted(values, online, rotation)).toEqual(amps);
});
