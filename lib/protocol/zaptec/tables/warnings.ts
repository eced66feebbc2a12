import type { Product } from "../../../domain/ids";
import type { WarningRow } from "./row-types";
import { warningRows } from "./warning-rows";

function nameOn(row: WarningRow | undefined, product: Product): string | null {
  if (!row) return null;
  if (product === "Go" || product === "Go 2") return row.go;
  if (product === "unknown") return row.pro === row.go ? row.pro : null;
  return row.pro;
}

/**
 * Names of the bits set in a warning mask (observation 804), lowest first; `BIT_n` for one that the product's map does not
 * name. The maps of Pro and Go differ, and bits go beyond 32: the mask is divided, since bit operators would cut it.
 */
export function warningNames(mask: number, product: Product): string[] {
  const names: string[] = [];
  let rest = Number.isSafeInteger(mask) && mask > 0 ? mask : 0;
  for (let bit = 0; rest > 0; bit++) {
    if (rest % 2 === 1) names.push(nameOn(warningRows[bit], product) ?? `BIT_${bit}`);
    rest = Math.floor(rest / 2);
  }
  return names;
}
