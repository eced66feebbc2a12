import { expect, it } from "vitest";
import { phasesView } from "../../lib/domain/phases";
import type { BindingLimit, PhasesView } from "../../lib/domain/view";
import { keptAt } from "./kept-at";

const phases = (keptA: PhasesView["keptA"]): PhasesView => ({
  ...phasesView("TN3", [], { fuseA: 63, availableA: null, imbalanceLimitA: null }),
  keptA,
});
const park = {
  phases: phases([16, 0, 0]),
  circuits: [
    { id: "a", name: "A", fuseA: 63, phases: phases([0, 10, 0]) },
    { id: "b", name: "B", fuseA: 63, phases: phases(undefined) },
  ],
};
const full = (of: BindingLimit["of"], line: BindingLimit["line"]): BindingLimit => ({ of, name: null, line });

it("tells what is kept free on the line and at the fuse that is full", () => {
  expect(keptAt(park, "a", full("installation", "L1"))).toBe(16);
  expect(keptAt(park, "a", full("installation", "L2"))).toBe(0);
  expect(keptAt(park, "a", full("circuit", "L2"))).toBe(10);
  expect(keptAt(park, "b", full("circuit", "L2"))).toBe(0);
});

it("tells nothing where no fuse binds, or nothing is known", () => {
  expect(keptAt(park, "a", full("imbalance", "L1"))).toBe(0);
  expect(keptAt(park, "a", full("charger", null))).toBe(0);
  expect(keptAt(park, "a", null)).toBe(0);
  expect(keptAt(undefined, "a", full("installation", "L1"))).toBe(0);
});
