import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const house = mkdtempSync(join(root, "node_modules/.walls-"));

for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
  symlinkSync(join(root, name), join(house, name));

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Builds a small house with one import planted in it and runs the same checker with the same rules over it. */
function check(from: string, to: string, statement: string) {
  for (const folder of readdirSync(house, { withFileTypes: true }))
    if (folder.isDirectory()) rmSync(join(house, folder.name), { recursive: true });
  for (const [file, text] of [
    [to, "export interface Thing { a: number }\nexport const thing = 1;\n"],
    [from, statement],
  ] as const) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
  const folders = readdirSync(house, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const { status, stdout } = spawnSync(
    join(root, "node_modules/.bin/depcruise"),
    ["--config", ".dependency-cruiser.cjs", ...folders.map((folder) => folder.name)],
    { cwd: house, encoding: "utf8" },
  );
  return { status, stdout };
}

describe("the walls", { timeout: 60_000 }, () => {
  it.each([
    [
      "lib/domain/a.ts",
      "lib/protocol/zaptec/b.ts",
      'import { thing } from "../protocol/zaptec/b";\nexport const x = thing;\n',
    ],
    [
      "lib/fleet/a.ts",
      "lib/protocol/zaptec/b.ts",
      'import type { Thing } from "../protocol/zaptec/b";\nexport type X = Thing;\n',
    ],
    [
      "lib/simulator/a.ts",
      "lib/protocol/zaptec/b.ts",
      'import { thing } from "../protocol/zaptec/b";\nexport const x = thing;\n',
    ],
    ["lib/sessions/a.ts", "lib/fleet/b.ts", 'import { thing } from "../fleet/b";\nexport const x = thing;\n'],
    ["lib/usage/a.ts", "lib/store/b.ts", 'import { thing } from "../store/b";\nexport const x = thing;\n'],
    ["lib/truth/a.ts", "lib/fleet/b.ts", 'import { thing } from "../fleet/b";\nexport const x = thing;\n'],
    ["components/a.tsx", "lib/server/b.ts", 'import { thing } from "../lib/server/b";\nexport const x = thing;\n'],
    ["lib/client/a.ts", "lib/store/b.ts", 'export { thing } from "../store/b";\n'],
    [
      "lib/journal/a.ts",
      "lib/protocol/zaptec/b.ts",
      'import { thing } from "../protocol/zaptec/b";\nexport const x = thing;\n',
    ],
    [
      "lib/server/a.ts",
      "lib/protocol/zaptec/b.ts",
      'import { thing } from "../protocol/zaptec/b";\nexport const x = thing;\n',
    ],
    [
      "lib/protocol/product/a.ts",
      "lib/protocol/zaptec/b.ts",
      'import { thing } from "../zaptec/b";\nexport const x = thing;\n',
    ],
    ["lib/fleet/a.ts", "lib/protocol/registry.ts", 'export { thing } from "../protocol/registry";\n'],
    ["lib/fleet/a.ts", "lib/journal/b.ts", 'import { thing } from "../journal/b";\nexport const x = thing;\n'],
    ["lib/server/a.ts", "lib/simulator/b.ts", 'export const x = () => import("../simulator/b");\n'],
  ])("catches %s importing %s", (from, to, statement) => {
    const { status, stdout } = check(from, to, statement);
    expect(stdout).toContain("error");
    expect(status).not.toBe(0);
  });

  it("lets an allowed import through, and looks at both modules", () => {
    const { status, stdout } = check(
      "lib/protocol/zaptec/a.ts",
      "lib/domain/b.ts",
      'import { thing } from "../../domain/b";\nexport const x = thing;\n',
    );
    expect(stdout).toContain("2 modules");
    expect(status).toBe(0);
  });
});
