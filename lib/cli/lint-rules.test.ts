import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const house = realpathSync(mkdtempSync(join(tmpdir(), "phaseboard-lint-")));
for (const name of [".gitignore", "biome.json", "lint"])
  cpSync(join(root, name), join(house, name), { recursive: true });
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Plants files, and lints them by the product's own configuration. The names of those in which a role is compared. */
function comparing(files: Record<string, string>): string[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
  const { stdout } = spawnSync(join(root, "node_modules/.bin/biome"), ["lint", "--reporter=github", "."], {
    cwd: house,
    encoding: "utf8",
  });
  return stdout
    .split("\n")
    .filter((line) => line.includes("A role is compared"))
    .map((line) => relative(house, /file=([^,]+)/.exec(line)?.[1] ?? line))
    .sort();
}

it("roles are compared in lib/domain/access alone", { timeout: 30_000 }, () => {
  const found = comparing({
    "app/equal.ts": 'export const x = role === "owner";\n',
    "app/unequal.ts": 'export const x = person?.role !== "support";\n',
    "components/reversed.tsx": 'export const X = () => "owner" === person.role && <b />;\n',
    "lib/server/switched.ts": 'switch (person.role) {\n  case "owner":\n    x();\n}\n',
    "lib/stream/listed.ts": "export const x = roles.includes(person.kind);\n",
    "lib/stream/literal.ts": 'export const x = ["owner", "support"].includes(person.role);\n',
    "lib/domain/access/allowed.ts": 'export const x = role === "owner" || ["owner"].includes(person.role);\n',
    "components/shown.tsx": 'export const X = () => <b role="status">{words[role]}</b>;\n',
  });
  expect(found).toEqual([
    "app/equal.ts",
    "app/unequal.ts",
    "components/reversed.tsx",
    "lib/server/switched.ts",
    "lib/stream/listed.ts",
    "lib/stream/literal.ts",
  ]);
});
