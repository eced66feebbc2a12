import type { GrantView } from "../../domain/charger/grant";
import { linesOfPhaseId } from "../../domain/charger/phase-id";
import { lineNames } from "../../domain/electrical/phase";
import type { NetworkType } from "../../domain/topology";
import { reservedFor } from "../sharing/reserved";
import type { Grant, LoadCharger } from "../types";

const none: Grant = { currentA: 0, phaseId: null, limit: null, queue: null, takes: null };

/**
 * A grant as pages show it: with the installation's lines that it loads, none where they are not known. A charger with no
 * grant (undefined) has a view only where current is reserved for it; null: there is nothing to tell.
 */
export function grantViewOf(
  network: NetworkType,
  charger: LoadCharger,
  grant: Grant | undefined,
  now: number,
): GrantView | null {
  if (grant === undefined) {
    const kept = reservedFor(network, charger, now);
    return kept && { ...none, lines: [], kept };
  }
  const lines = grant.phaseId === null ? null : linesOfPhaseId(network, charger.rotation, grant.phaseId);
  return { ...grant, lines: (lines ?? []).map((line) => lineNames[line]) };
}
