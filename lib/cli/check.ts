import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { provideSystemPackages } from "./system-packages";

const usage = `npm test [-- --only <step>[,<step>...]]

Runs every check in order and stops at the first that fails.
Steps: system, types, lint, knip, walls, unit, integration, build, browser`;

interface Step {
  name: string;
  commands: string[][];
}

const steps: readonly Step[] = [
  {
    name: "types",
    commands: [
      ["next", "typegen"],
      ["tsc", "--noEmit"],
    ],
  },
  { name: "lint", commands: [["biome", "ci", "--error-on-warnings", "."]] },
  { name: "knip", commands: [["knip", "--no-progress"]] },
  {
    name: "walls",
    commands: [["depcruise", "--config", ".dependency-cruiser.cjs", "app", "components", "lib", "e2e", "bench"]],
  },
  { name: "unit", commands: [["vitest", "run", "--project", "unit"]] },
  { name: "integration", commands: [["vitest", "run", "--project", "integration"]] },
  { name: "build", commands: [["next", "build"]] },
  { name: "browser", commands: [["playwright", "test"]] },
];

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", PATH: `node_modules/.bin:${process.env.PATH ?? ""}` };

function runStep(step: Step): boolean {
  for (const [program, ...args] of step.commands) {
    if (program === undefined) return false;
    const { status, error } = spawnSync(program, args, { stdio: "inherit", env });
    if (error) console.error(error.message);
    if (status !== 0) return false;
  }
  return true;
}

function main(): number {
  const { values } = parseArgs({ options: { only: { type: "string" }, help: { type: "boolean" } } });
  const only = values.only?.split(",");
  const unknown = only?.filter((name) => name !== "system" && !steps.some((step) => step.name === name)) ?? [];
  if (values.help || unknown.length > 0) {
    console.log(unknown.length > 0 ? `no such step: ${unknown.join(", ")}\n\n${usage}` : usage);
    return values.help ? 0 : 2;
  }
  const missing =
    only && !only.includes("system") && !only.includes("integration") && !only.includes("browser")
      ? []
      : provideSystemPackages();
  if (missing.length > 0) {
    for (const line of missing) console.error(line);
    return 1;
  }
  for (const step of steps) {
    if (only && !only.includes(step.name)) continue;
    const startedAt = Date.now();
    console.log(`\n== ${step.name}`);
    const passed = runStep(step);
    console.log(
      `== ${step.name}: ${passed ? "passed" : "FAILED"} after ${Math.round((Date.now() - startedAt) / 1000)} s`,
    );
    if (!passed) return 1;
  }
  console.log("\nall checks passed");
  return 0;
}

process.exitCode = main();
