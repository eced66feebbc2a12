import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { withRolesTable } from "./roles-table";

const page = readFileSync(resolve(import.meta.dirname, "../../../docs/roles.md"), "utf8");

it("is what docs/roles.md shows (else: npm run docs:roles)", () => {
  expect(page).toBe(withRolesTable(page));
});

it("refuses a page that has lost its marks", () => {
  expect(() => withRolesTable("# People and roles\n")).toThrow("no marks");
});
