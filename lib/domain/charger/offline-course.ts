import { leastCurrentA } from "../electrical/least-current";
import { lineNames } from "../electrical/phase";
import type { LineName } from "../electrical/phases-view";
import { linesOfTerminals, readingsOf, type Terminals } from "../electrical/terminals";
import type { NetworkType, Rotation } from "../topology";

/** What a charger does by itself when its connection is lost for long. `lines` null: not known on which. */
export type OfflineCourse =
  | { kind: "unknown" }
  | { kind: "stops" }
  | { kind: "goesOn"; currentA: number; lines: readonly LineName[] | null };

/**
 * From the offline current (A) and the terminals that it is for; null: never told. Below 6 A no car charges (IEC 61851-1).
 */
export function offlineCourse(
  network: NetworkType | null,
  rotation: Rotation,
  offlineA: number | null,
  terminals: Terminals | null,
): OfflineCourse {
  if (offlineA === null) return { kind: "unknown" };
  if (offlineA < leastCurrentA) return { kind: "stops" };
  return { kind: "goesOn", currentA: offlineA, lines: offlineLines(network, rotation, terminals) };
}

/** The lines that terminals are wired to; null: never told, or not known on which. */
export function offlineLines(
  network: NetworkType | null,
  rotation: Rotation,
  terminals: Terminals | null,
): readonly LineName[] | null {
  if (network === null || terminals === null || readingsOf(network, terminals) === null) return null;
  return linesOfTerminals(network, rotation, terminals)?.map((line) => lineNames[line]) ?? null;
}
