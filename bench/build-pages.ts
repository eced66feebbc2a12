import { join } from "node:path";
import { buildWhenNeeded } from "../lib/cli/product/build";

/** Builds the pages where there is no build of them as they are now. */
export function buildPages(): void {
  if (!buildWhenNeeded(join(import.meta.dirname, ".."))) throw new Error("The pages could not be built.");
}
