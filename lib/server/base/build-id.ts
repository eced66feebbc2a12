import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | null = null;

/** Names the build that is served; another build has another. */
export function buildId(): string {
  known ??= readFileSync(join(process.cwd(), process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID"), "utf8").trim();
  return known;
}
