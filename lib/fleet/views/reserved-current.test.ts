import { describe, expect, test } from "vitest";
import type { GrantView, ReservedView } from "../../domain/charger/grant";
import type { NetworkType, Triple } from "../../domain/topology";
import { apply } from "../apply";
import { TestFleet, topologyOf } from "../test-fleet";
import { detailView } from "./detail-view";
import { installationView } from "./installation-view";

const [one, two, three, bound] = ["ZAP000001", "ZAP000002", "ZAP000003", "ZAP000004"];
const grant: GrantView = { currentA: 0, terminals: null, lines: [], limit: null, queue: null, takes: null };
const unheard = (currentA: number, ...lines: ReservedView["lines"]): GrantView => ({
  ...grant,
  reserved: { currentA, lines, why: "unheard" },
});
const boundBy = (of: "circuit" | "installation" | "charger", line: "L1" | "L2" | "L3" | null): GrantView => ({
  ...grant,
  limit: { of, name: null, line },
});

/** Two circuits; the third charger hangs on the other one, and the fourth alone is online. */
function world(network: NetworkType = "TN3"): TestFleet {
  const made = new TestFleet([]);
  const topology = topologyOf([one, two, three, bound]);
  const [circuit] = topology.circuits;
  if (circuit === undefined) throw new Error("no circuit");
  const chargers = topology.chargers.map((each) => (each.deviceId === three ? { ...each, circuitId: "park-b" } : each));
  const circuits = [circuit, { ...circuit, id: "park-b", name: "B" }];
  const installations = topology.installations.map((each) => ({ ...each, networkType: network }));
  apply(made.fleet, { kind: "topology", topology: { installations, circuits, chargers } }, made.now);
  made.broker(true);
  for (const id of [one, two, three]) made.connection(false, { retained: true }, made.now, id);
  made.connection(true, {}, made.now, bound);
  return made;
}

function grants(fleet: TestFleet, given: Record<string, GrantView>): void {
  apply(fleet.fleet, { kind: "grants", grants: new Map(Object.entries(given)) }, fleet.now);
}

const shown = (fleet: TestFleet) => {
  const view = installationView(fleet.fleet, "park", fleet.now);
  return [view?.phases.reservedA, ...(view?.circuits.map(({ phases }) => phases.reservedA) ?? [])];
};

describe("what is kept free for chargers that cannot be heard", () => {
  test("is summed line by line, for the installation and for each circuit by itself", () => {
    const fleet = world();
    grants(fleet, { [one]: unheard(16, "L1", "L2", "L3"), [two]: unheard(6, "L2"), [three]: unheard(10, "L2", "L3") });
    expect(shown(fleet)).toEqual([
      [16, 32, 26],
      [16, 22, 16],
      [0, 10, 10],
    ]);
  });

  test("is not there at all, rather than 0, where nothing is kept free", () => {
    const fleet = world();
    grants(fleet, { [one]: grant, [bound]: boundBy("circuit", "L1") });
    expect(shown(fleet)).toEqual([undefined, undefined, undefined]);
    expect(installationView(fleet.fleet, "park", fleet.now)?.phases).not.toHaveProperty("reservedA");
  });

  test("is not counted for one that is online: what it draws is in the sums", () => {
    const fleet = world();
    grants(fleet, { [one]: unheard(16, "L1"), [bound]: { ...unheard(20, "L1"), currentA: 0 } });
    expect(shown(fleet)[0]).toEqual([16, 0, 0]);
  });

  test("counts for every charger while the broker is lost: none can be heard", () => {
    const fleet = world();
    grants(fleet, { [bound]: unheard(20, "L1") });
    expect(shown(fleet)[0]).toBeUndefined();
    fleet.broker(false);
    expect(shown(fleet)[0]).toEqual([20, 0, 0]);
  });

  test.each<[string, Record<string, GrantView>, Triple<number>]>([
    ["one pair loads both its lines", { [one]: unheard(10, "L1", "L2") }, [10, 10, 0]],
    ["the pair L1-L3", { [one]: unheard(10, "L1", "L3") }, [10, 0, 10]],
    ["the pair L2-L3", { [one]: unheard(10, "L2", "L3") }, [0, 10, 10]],
    ["the same pair twice adds", { [one]: unheard(10, "L1", "L2"), [two]: unheard(6, "L1", "L2") }, [16, 16, 0]],
    [
      "two pairs add as vectors on the line they share",
      { [one]: unheard(10, "L1", "L2"), [two]: unheard(10, "L1", "L3") },
      [10 * Math.sqrt(3), 10, 10],
    ],
    ["all lines as they are told", { [one]: unheard(10, "L1", "L2", "L3") }, [10, 10, 10]],
    [
      "all lines beside a pair, the worst that can be",
      { [one]: unheard(10, "L1", "L2", "L3"), [two]: unheard(6, "L2", "L3") },
      [10, 16, 16],
    ],
  ])("on IT: %s", (_, given, lines) => {
    const fleet = world("IT3");
    grants(fleet, given);
    const reserved = shown(fleet)[0] ?? [];
    expect(reserved.map((amps) => Math.round(amps * 1e6))).toEqual(lines.map((amps) => Math.round(amps * 1e6)));
  });
});

describe("a charger's own page says how much of it is at the fuse and on the line that bind it", () => {
  const kept = { [one]: unheard(16, "L1"), [two]: unheard(6, "L1", "L2"), [three]: unheard(10, "L1") };
  test.each<[string, GrantView | null, number]>([
    ["its circuit's fuse", boundBy("circuit", "L1"), 22],
    ["its circuit's fuse, on another line", boundBy("circuit", "L2"), 6],
    ["its circuit's fuse, on a line with nothing", boundBy("circuit", "L3"), 0],
    ["the installation's fuse", boundBy("installation", "L1"), 32],
    ["no line", boundBy("installation", null), 0],
    ["what it can give itself", boundBy("charger", "L1"), 0],
    ["nothing", grant, 0],
    ["what nobody has said", null, 0],
  ])("%s", (_, given, amps) => {
    const fleet = world();
    grants(fleet, given === null ? kept : { ...kept, [bound]: given });
    expect(detailView(fleet.fleet, bound, fleet.now)?.reservedAtLimitA).toBe(amps);
  });

  test("nothing where nothing is kept free, or the charger hangs nowhere", () => {
    const fleet = world();
    grants(fleet, { [bound]: boundBy("installation", "L1") });
    expect(detailView(fleet.fleet, bound, fleet.now)?.reservedAtLimitA).toBe(0);
    fleet.pulse("ZPR000042");
    grants(fleet, { ...kept, ZPR000042: boundBy("installation", "L1") });
    expect(detailView(fleet.fleet, "ZPR000042", fleet.now)?.reservedAtLimitA).toBe(0);
  });
});
