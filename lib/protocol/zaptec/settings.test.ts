import { expect, test } from "vitest";
import { desired, offlineCurrentA } from "./settings";

test("the offline current is a text under its observation's id, as the twin of a charger has it", () => {
  expect(desired({ offlineCurrentA: 16 })).toEqual({ Settings: { 523: "16" } });
  expect(offlineCurrentA({ Settings: { 510: "32", 523: "16" }, $version: 3 })).toBe(16);
  expect(offlineCurrentA(desired({ offlineCurrentA: 0 }))).toBe(0);
});

test.each([
  null,
  "Settings",
  {},
  { Settings: null },
  { Settings: "523" },
  { Settings: { 510: "32" } },
  { Settings: { 523: 16 } },
  { Settings: { 523: null } },
  { Settings: { 523: "much" } },
])("none is set in %j", (document) => {
  expect(offlineCurrentA(document)).toBeNull();
});
