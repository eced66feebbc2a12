import { describe, expect, test } from "vitest";
import { type Access, accessToScope, mayOpenPage, maySeeCharger } from "./access";
import type { Role } from "./person";
import { parseScope } from "./scope";

const places = {
  installationExists: (id: string) => id === "mine" || id === "other",
  installationOf: (id: string) =>
    ({ ZAP000001: "mine", ZAP000002: "other", ZAP000003: null })[id] as string | null | undefined,
};
const person = (role: Role) => ({ role, installationIds: role === "support" ? [] : ["mine"] });

const matrix: [scope: string, owner: Access, manager: Access, support: Access][] = [
  ["fleet", "granted", "granted", "granted"],
  ["firmware", "granted", "granted", "granted"],
  ["support", "notAllowed", "notAllowed", "granted"],
  ["installation:mine", "granted", "granted", "granted"],
  ["installation:other", "notFound", "notFound", "granted"],
  ["installation:none", "notFound", "notFound", "notFound"],
  ["charger:ZAP000001", "granted", "granted", "granted"],
  ["charger:ZAP000002", "notFound", "notFound", "granted"],
  ["charger:ZAP000003", "notFound", "notFound", "granted"],
  ["charger:ZAP000009", "notFound", "notFound", "notFound"],
  ["said:ZAP000001", "notAllowed", "notAllowed", "granted"],
  ["said:ZAP000002", "notFound", "notFound", "granted"],
  ["said:ZAP000009", "notFound", "notFound", "notFound"],
];

describe("accessToScope", () => {
  test.each(matrix)("%s: owner %s, manager %s, support %s", (text, owner, manager, support) => {
    const scope = parseScope(text);
    if (scope === null) throw new Error(text);
    expect(accessToScope(person("owner"), scope, places)).toBe(owner);
    expect(accessToScope(person("manager"), scope, places)).toBe(manager);
    expect(accessToScope(person("support"), scope, places)).toBe(support);
  });
});

test("a charger that hangs nowhere is seen by support alone", () => {
  expect(maySeeCharger(person("owner"), null)).toBe(false);
  expect(maySeeCharger(person("support"), null)).toBe(true);
});

test("the support page is support's", () => {
  expect((["owner", "manager", "support"] as const).map((role) => mayOpenPage(person(role), "support"))).toEqual([
    false,
    false,
    true,
  ]);
  expect(mayOpenPage(person("manager"), "firmware")).toBe(true);
});
