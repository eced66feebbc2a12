import { lineOf, type TrackId } from "../model/rows";
import type { LineLook } from "./row-plot";

const phases = [
  { colour: "l1", width: 1.75 },
  { colour: "l2", dash: [7, 3], width: 1.75 },
  { colour: "l3", dash: [2, 3], width: 1.75 },
] as const;

/** How a track is drawn; lines of one row differ by their dashes too. */
export function lookOf(id: TrackId): LineLook {
  const line = lineOf(id);
  if (line !== null) {
    const look = phases[line];
    return {
      id,
      colour: look.colour,
      width: look.width,
      band: true,
      ...("dash" in look ? { dash: [...look.dash] } : {}),
    };
  }
  if (id === "allocated") return { id, colour: "ink-2", width: 1.25, dash: [10, 4], band: false };
  if (id === "limit") return { id, colour: "ink-3", width: 1, dash: [1, 4], band: false };
  return { id, colour: "accent", width: 1.75, band: true };
}
