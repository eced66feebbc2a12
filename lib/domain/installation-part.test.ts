import { expect, test } from "vitest";
import { hasSameMembers, partOf, withPart } from "./installation-part";
import { type Charger, type Installation, type Topology, usualSettings } from "./topology";

const installation = (id: string): Installation => ({
  id,
  name: id,
  networkType: "TN3",
  mainFuseA: 63,
  availableA: [63, 63, 63],
  imbalanceLimitA: null,
  switchCurrentA: 15,
  timeZone: "Europe/Oslo",
  authorisation: { kind: "any" },
  ...usualSettings,
});
const charger = (deviceId: string, circuitId: string | null): Charger => ({
  deviceId,
  circuitId,
  name: deviceId,
  rotation: "RST",
  maxCurrentA: 32,
  minCurrentA: 6,
  priority: 2,
  enrolled: false,
});
const topology: Topology = {
  installations: [installation("a"), installation("b")],
  circuits: [
    { id: "a1", installationId: "a", name: "a1", fuseA: 40 },
    { id: "b1", installationId: "b", name: "b1", fuseA: 40 },
    { id: "a2", installationId: "a", name: "a2", fuseA: 40 },
  ],
  chargers: [charger("1", "a2"), charger("2", "b1"), charger("3", null), charger("4", "a1")],
};

function part(id: string) {
  const found = partOf(topology, id);
  if (found === null) throw new Error(`There is no ${id}.`);
  return found;
}

test("a part is an installation with what is its own", () => {
  const { circuits, chargers } = part("a");
  expect([circuits.map(({ id }) => id), chargers.map(({ deviceId }) => deviceId)]).toEqual([
    ["a1", "a2"],
    ["1", "4"],
  ]);
  expect(partOf(topology, "c")).toBeNull();
});

test("the topology with another part differs in that part alone, and keeps its order", () => {
  const a = part("a");
  const changed = {
    ...a,
    installation: { ...a.installation, switchCurrentA: 9 },
    chargers: a.chargers.map((one) => ({ ...one, priority: 3 as const })),
  };
  const next = withPart(topology, changed);
  expect(partOf(next, "a")).toEqual(changed);
  expect(partOf(next, "b")).toEqual(part("b"));
  expect(next.chargers.map(({ deviceId, priority }) => [deviceId, priority])).toEqual([
    ["1", 3],
    ["2", 2],
    ["3", 2],
    ["4", 3],
  ]);
});

test("members are the same whatever is set for them", () => {
  const a = part("a");
  expect(hasSameMembers(a, { ...a, chargers: a.chargers.map((one) => ({ ...one, priority: 1 })) })).toBe(true);
  expect(hasSameMembers(a, { ...a, chargers: a.chargers.slice(1) })).toBe(false);
  expect(hasSameMembers(a, { ...a, circuits: a.circuits.slice(1) })).toBe(false);
});
