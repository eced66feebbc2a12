import type { LineSum } from "../../lib/domain/electrical/phases-view";

/** The instant of the oldest part of several lines; null: nothing is known of any. */
export function oldestOf(lines: readonly LineSum[]): number | null {
  const instants = lines.flatMap(({ at }) => (at === null ? [] : [at]));
  return instants.length > 0 ? Math.min(...instants) : null;
}
