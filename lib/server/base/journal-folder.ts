import { join } from "node:path";
import type { Env } from "./env";

/** Where a part of the product keeps its journal: below the data directory, the demo's apart. */
export function journalFolder(
  { PHASEBOARD_DATA_DIR: dataDir, PHASEBOARD_MODE: mode }: Pick<Env, "PHASEBOARD_DATA_DIR" | "PHASEBOARD_MODE">,
  part: "dashboard" | "gateway",
): string {
  return join(/* turbopackIgnore: true */ dataDir, ...(mode === "demo" ? ["demo"] : []), "journal", part);
}
