import { expect, test } from "vitest";
import type { NetworkType, Rotation } from "../topology";
import { networkFits } from "./find-network";

test.each<[NetworkType, Rotation, NetworkType | null, boolean]>([
  ["TN1", "L1", null, true],
  ["TN1", "L1", "TN1", true],
  ["TN1", "L1", "TN3", false],
  ["TN1", "RST", "TN3", false],
  ["IT1", "L1-L3", "IT3", false],
  ["TN3", "RST", "TN1", false],
  ["TN3", "L2", "TN1", true],
  ["IT3", "L2-L3", "IT1", true],
  ["TN3", "RST", "IT3", false],
  ["TN3", "L2", "IT1", false],
])("entered as %s, a charger wired as %s that tells %s fits: %s", (network, rotation, said, fits) => {
  expect(networkFits(network, rotation, said)).toBe(fits);
});
