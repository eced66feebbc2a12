import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "package-lock.json",
  "next.config.js",
  "postcss.config.mjs",
  "instrumentation.ts",
  "proxy.ts",
];

function changedAt(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Builds the pages when there is no build, or a source file is newer than it. @returns whether a build stands now. */
export function buildWhenNeeded(root: string, distDir = process.env.NEXT_DIST_DIR ?? ".next"): boolean {
  const builtAt = changedAt(join(root, distDir, "BUILD_ID"));
  if (builtAt > 0 && sources.every((path) => changedAt(join(root, path)) <= builtAt)) return true;
  console.log("Building the pages (once; a minute or two) ...");
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  return status === 0;
}
