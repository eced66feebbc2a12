import { expect, it } from "vitest";
import { person, TestStream, twoInstallations } from "../../stream/broadcast/test-stream";
import { search } from "./search";

const called = (names: readonly string[]) => {
  const [, , , usual] = twoInstallations.chargers;
  if (usual === undefined) throw new Error("no charger to take after");
  // The installation's name holds what is asked for, so that each of its chargers is found.
  const installations = twoInstallations.installations.map((one) => ({ ...one, name: `Car-0 ${one.name}` }));
  const chargers = names.map((name, n) => ({ ...usual, deviceId: `ZAP00020${n}`, circuitId: "north-a", name }));
  return { ...twoInstallations, installations, chargers };
};

it("brings what is called just so first, then what is called so at its beginning, then all others", () => {
  const topology = called(["Bay 1", "Car-05", "R-02", "r-0", "Bay R-0", "R-01"]);
  const { fleetReader } = new TestStream(topology);
  const found = (asked: string) =>
    search({ topology: () => topology, fleetReader }, person("support"), asked).hits.map(({ name }) => name);
  expect(found("R-0")).toEqual(["r-0", "R-02", "R-01", "Bay 1", "Car-05", "Bay R-0"]);
  expect(found("zap000204")).toEqual(["Bay R-0"]);
  expect(found("north r-0 bay")).toEqual(["Bay 1", "Bay R-0"]);
});
