import { describe, expect, test } from "vitest";
import { type Access, accessToScope, mayOpenPage } from "./access";
import { firstOfRole, type Role } from "./person";
import { parseScope } from "./scope";

const places = {
  installationExists: (id: string) => id === "mine" || id === "other",
  installationOf: (id: string) =>
    ({ ZAP000001: "mine", ZAP000002: "other", ZAP000003: null })[id] as string | null | undefined,
};
const wall = { id: "wall 1", kind: "wall", installationId: "mine" } as const;
const person = (role: Role) => ({ id: role, role, installationIds: role === "support" ? [] : ["mine"] });

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
  ["sent:ZAP000001", "notAllowed", "notAllowed", "granted"],
  ["sent:ZAP000002", "notFound", "notFound", "granted"],
  ["sent:ZAP000009", "notFound", "notFound", "notFound"],
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

test.each([
  "",
  ":",
  ":mine",
  "fleet:mine",
  "installation",
  "installation:",
  "owner:mine",
  "charger:a b",
  "wall:\u0000",
])("%j is no scope", (text) => expect(parseScope(text)).toBeNull());

test("the first of a role is found among sample persons", () => {
  const people = [person("manager"), person("owner"), { ...person("owner"), id: "second" }];
  expect([firstOfRole(people, "owner")?.id, firstOfRole(people, "support")]).toEqual(["owner", null]);
});

test("whoever holds a wall link asks for that wall and nothing else", () => {
  const granted = [...matrix.map(([text]) => text), "wall:mine", "wall:other", "wall:none"].filter((text) => {
    const scope = parseScope(text);
    return scope !== null && accessToScope(wall, scope, places) === "granted";
  });
  expect(granted).toEqual(["wall:mine"]);
  for (const page of ["installations", "firmware", "support"] as const) expect(mayOpenPage(wall, page)).toBe(false);
});

test("the support page is support's", () => {
  expect((["owner", "manager", "support"] as const).map((role) => mayOpenPage(person(role), "support"))).toEqual([
    false,
    false,
    true,
  ]);
  expect(mayOpenPage(person("manager"), "firmware")).toBe(true);
});
