import type { GrantView } from "../../domain/charger/grant";
import { lineNames } from "../../domain/electrical/phase";
import { linesOfTerminals } from "../../domain/electrical/terminals";
import type { NetworkType } from "../../domain/topology";
import { reservedFor } from "../sharing/reserved";
import type { Grant, LoadCharger } from "../types";

const none: Grant = { currentA: 0, terminals: null, limit: null, queue: null, takes: null };

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
    const reserved = reservedFor(network, charger, now);
    return reserved && { ...none, lines: [], reserved };
  }
  const lines = grant.terminals === null ? null : linesOfTerminals(network, charger.rotation, grant.terminals);
  return { ...grant, lines: (lines ?? []).map((line) => lineNames[line]) };
}
