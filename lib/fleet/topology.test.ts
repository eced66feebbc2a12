import { expect, test } from "vitest";
import { type InstallationPart, partOf, withPart } from "../domain/installation-part";
import type { Installation, Topology } from "../domain/topology";
import { zaptec } from "../protocol/zaptec/zaptec";
import { apply } from "./apply";
import { applyMeter } from "./meter";
import { takeChange } from "./state/change";
import { createFleet, type Fleet } from "./state/fleet";
import { observed, TestFleet, t0, topologyOf } from "./test-fleet";
import { chargerView } from "./views/charger-view";
import { installationView } from "./views/installation-view";

const meter = { topic: "meters/site", measures: "building", safeA: [6, 6, 6] } as const;

/** Two installations that share a meter. */
function twoOf(): Topology {
  const park = topologyOf(["ZAP000001", "ZAP000002"]);
  const yard = topologyOf(["ZAP000003"]);
  const [one] = park.installations;
  if (one === undefined) throw new Error("The sample is empty.");
  return {
    installations: [
      { ...one, meter },
      { ...one, id: "yard", name: "Yard", meter },
    ],
    circuits: [...park.circuits, ...yard.circuits.map((circuit) => ({ ...circuit, id: "y", installationId: "yard" }))],
    chargers: [...park.chargers, ...yard.chargers.map((charger) => ({ ...charger, circuitId: "y" }))],
  };
}

const topology = twoOf();

function park(set: Partial<Installation>, priority: 1 | 2 | 3 = 2): InstallationPart {
  const part = partOf(topology, "park");
  if (part === null) throw new Error("There is no park.");
  const chargers = part.chargers.map((one) => (one.deviceId === "ZAP000001" ? { ...one, priority } : one));
  return { ...part, installation: { ...part.installation, ...set }, chargers };
}

/** Chargers that charge, and a meter that has been heard. */
function world(): TestFleet {
  const made = new TestFleet([]);
  apply(made.fleet, { kind: "topology", topology }, t0);
  made.broker(true);
  for (const deviceId of ["ZAP000001", "ZAP000002", "ZAP000003"])
    made.says(deviceId, [observed("mode", "charging", t0), observed("current1A", 10, t0)], { backlog: false });
  applyMeter(made.fleet, meter.topic, { currentA: [10, 10, 10], at: t0, receivedAt: t0 });
  takeChange(made.fleet);
  return made;
}

const views = (fleet: Fleet) => ({
  installations: ["park", "yard"].map((id) => installationView(fleet, id, t0)),
  chargers: ["ZAP000001", "ZAP000002", "ZAP000003"].map((id) => chargerView(fleet, id, t0)),
});

const override = { availableA: [7, 8, 9], until: t0 + 60_000 } as const;

test.each<[string, InstallationPart, string[]]>([
  ["a limit", park({ switchCurrentA: 9 }), []],
  ["what is available now", park({ override }), []],
  ["a priority", park({}, 3), ["ZAP000001"]],
  ["who may charge", park({ authorisation: { kind: "tags", tags: [] } }), ["ZAP000001", "ZAP000002"]],
  ["the meter", park({ meter: null }), ["ZAP000001", "ZAP000002"]],
])(
  "%s, set for one installation, is what the whole topology with it would be, and touches no other",
  (_, part, ids) => {
    const [small, large] = [world().fleet, world().fleet];
    const yard = small.installations.get("yard");
    apply(small, { kind: "installationChanged", part }, t0);
    apply(large, { kind: "topology", topology: withPart(topology, part) }, t0);
    const change = takeChange(small);
    expect(change.installations).toEqual(new Set(["park"]));
    expect([...change.chargers].sort()).toEqual(ids);
    expect(small.installations.get("yard")).toBe(yard);
    expect(views(small)).toEqual(views(large));
    // What the shared meter says goes on to those that it is for.
    for (const fleet of [small, large])
      applyMeter(fleet, meter.topic, { currentA: [30, 30, 30], at: t0 + 1, receivedAt: t0 + 1 });
    expect(views(small)).toEqual(views(large));
  },
);

test("no charger's view depends on what is told with its installation alone", () => {
  const { fleet } = world();
  const before = views(fleet).chargers;
  const part = park({
    name: "Other",
    mainFuseA: 35,
    availableA: [8, 8, 8],
    imbalanceLimitA: null,
    switchCurrentA: 30,
    timeZone: "Asia/Tokyo",
    schedule: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00", availableA: [6, 6, 6] }],
    override,
  });
  apply(fleet, { kind: "installationChanged", part }, t0);
  expect(takeChange(fleet).chargers.size).toBe(0);
  for (const charger of fleet.chargers.values()) charger.view = null;
  expect(views(fleet).chargers).toEqual(before);
});

test("an installation that is not known is left to the topology that brings it", () => {
  const fleet = createFleet({ startedAt: t0, dialectOf: () => zaptec });
  apply(fleet, { kind: "installationChanged", part: park({}) }, t0);
  expect(fleet.installations.size).toBe(0);
});
