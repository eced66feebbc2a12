import { isIt, isSinglePhase } from "../electrical/phase";
import type { NetworkType, Rotation } from "../topology";
import type { Finding, Looked } from "./finding";

/**
 * Whether a charger that is wired so may say that it is on the network `said` where `network` was entered: the same, or, wired to
 * one line (on IT one pair) of three, one with one phase.
 */
export function networkFits(network: NetworkType, rotation: Rotation, said: NetworkType | null): boolean {
  if (said === null || said === network) return true;
  const onOne = rotation.length !== 3;
  return isIt(said) === isIt(network) && onOne && !isSinglePhase(network);
}

/** The charger says that it is on another network than was entered for its installation. */
export function findNetwork({ network, rotation, saidNetwork }: Looked): Finding[] {
  if (saidNetwork === null || networkFits(network, rotation, saidNetwork)) return [];
  const nowhere = { line: null, terminal: null, value: null, limit: null };
  return [{ kind: "networkDiffers", ...nowhere, grids: { told: saidNetwork, entered: network }, settleMs: 0 }];
}
