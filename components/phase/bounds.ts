import { type LineIndex, lineNames } from "../../lib/domain/electrical/phase";
import type { LineName } from "../../lib/domain/electrical/phases-view";
import { type Place, type Usable, usableOn } from "../../lib/domain/electrical/usable";
import type { Triple } from "../../lib/domain/topology";

/** What limits a line, as people call it. */
export type BoundBy = "circuit" | "mainFuse" | "available";

export const usableOf = (places: readonly Place[]): Triple<Usable | null> => {
  const of = (line: LineIndex) => usableOn(places, line);
  return [of(0), of(1), of(2)];
};

/** What limits which lines; lines of which nothing is known are not there. `circuit`: the first place is one, below an installation. */
export function boundsOf(usable: Triple<Usable | null>, circuit: boolean): { by: BoundBy; lines: LineName[] }[] {
  const bounds: { by: BoundBy; lines: LineName[] }[] = [];
  for (const [line, each] of usable.entries()) {
    const name = lineNames[line];
    if (each === null || name === undefined) continue;
    const by = each.by === "available" ? "available" : circuit && each.place === 0 ? "circuit" : "mainFuse";
    const same = bounds.find((bound) => bound.by === by);
    if (same) same.lines.push(name);
    else bounds.push({ by, lines: [name] });
  }
  return bounds;
}
