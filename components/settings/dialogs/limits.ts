import type { SettingsView } from "../../../lib/contract/view";
import { leastImbalanceA, switchRangeA } from "../../../lib/domain/settings/settings-limits";
import { readAmps } from "./amps";

type Set = Pick<SettingsView, "switchCurrentA" | "imbalanceLimitA">;

/** A limit as it stands in its field: amperes, none at all, or something that it cannot be. */
export type Limit = { is: "amps"; amps: number } | { is: "none" } | { is: "wrong" };

const asLimit = (amps: number | null): Limit => (amps === null ? { is: "wrong" } : { is: "amps", amps });

/** A limit as its field has it. */
export const limitText = (amps: number | null): string => (amps === null ? "" : String(amps));

/** The switch current in a field; what is set already may stay as it is. */
export function readSwitch(text: string, set: Pick<Set, "switchCurrentA">): Limit {
  if (text === limitText(set.switchCurrentA)) return asLimit(set.switchCurrentA);
  return asLimit(readAmps(text, switchRangeA.least, switchRangeA.most));
}

/** The imbalance limit in a field, of an installation with this main fuse; what is set already may stay as it is. */
export function readImbalance(text: string, set: Pick<Set, "imbalanceLimitA">, mainFuseA: number): Limit {
  if (text.trim() === "") return { is: "none" };
  if (text === limitText(set.imbalanceLimitA)) return asLimit(set.imbalanceLimitA);
  return asLimit(readAmps(text, leastImbalanceA, mainFuseA));
}
