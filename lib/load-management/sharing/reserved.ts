import type { ReservedView } from "../../domain/charger/grant";
import { lineNames } from "../../domain/electrical/phase";
import type { NetworkType } from "../../domain/topology";
import type { LoadCharger } from "../types";
import { byLine } from "./draw";
import { worstCaseDraw } from "./worst-case-draw";

/**
 * What is reserved for a charger that may draw it though it is not allocated now: one that cannot be heard (the larger of its
 * allocation and its offline current), that has not told what it does, that still charges though it was told to pause, or that ignores allocations (its maximum). Null: nothing.
 */
export function reservedFor(network: NetworkType, charger: LoadCharger, now: number): ReservedView | null {
  const why = whyOf(charger);
  if (why === null) return null;
  const byLines = byLine(network, worstCaseDraw(network, charger, now));
  const currentA = Math.max(...byLines);
  if (currentA <= 0) return null;
  return { currentA, lines: lineNames.filter((_, line) => (byLines[line] ?? 0) > 0), why };
}

function whyOf({ reachable, standAlone, demand }: LoadCharger): ReservedView["why"] | null {
  if (!reachable) return "unheard";
  if (standAlone) return "standAlone";
  if (demand === "ending") return "ending";
  return demand === "unknown" ? "untold" : null;
}
