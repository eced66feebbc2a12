import { lineNames } from "../domain/phase";
import { linesOfPhaseId } from "../domain/phase-id";
import type { NetworkType, Rotation } from "../domain/topology";
import type { GrantView } from "../domain/view";
import type { Grant } from "../load/types";

/** A grant as pages show it: with the installation's lines that it loads, none where they are not known. */
export function grantViewOf(network: NetworkType, rotation: Rotation, grant: Grant): GrantView {
  const lines = grant.phaseId === null ? null : linesOfPhaseId(network, rotation, grant.phaseId);
  return { ...grant, lines: (lines ?? []).map((line) => lineNames[line]) };
}
