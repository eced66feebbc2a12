import { leastCurrentA } from "../electrical/least-current";
import { lineNames } from "../electrical/phase";
import type { LineName } from "../electrical/phases-view";
import type { NetworkType, Rotation } from "../topology";
import { linesOfPhaseId, readingsOf } from "./phase-id";

/** What a charger does by itself when its connection is lost for long. `lines` null: not known on which. */
export type OfflineCourse =
  | { kind: "unknown" }
  | { kind: "stops" }
  | { kind: "goesOn"; currentA: number; lines: readonly LineName[] | null };

/**
 * From the offline current (523, A) and the offline phase id (522, of terminals); null: never told. Below 6 A no car charges
 * (IEC 61851-1).
 */
export function offlineCourse(
  network: NetworkType | null,
  rotation: Rotation,
  offlineA: number | null,
  phaseId: number | null,
): OfflineCourse {
  if (offlineA === null) return { kind: "unknown" };
  if (offlineA < leastCurrentA) return { kind: "stops" };
  return { kind: "goesOn", currentA: offlineA, lines: offlineLines(network, rotation, phaseId) };
}

/** The lines that an offline phase id (522, of terminals) means; null: never told, or not known on which. */
export function offlineLines(
  network: NetworkType | null,
  rotation: Rotation,
  phaseId: number | null,
): readonly LineName[] | null {
  if (network === null || phaseId === null || readingsOf(network, phaseId) === null) return null;
  return linesOfPhaseId(network, rotation, phaseId)?.map((line) => lineNames[line]) ?? null;
}
