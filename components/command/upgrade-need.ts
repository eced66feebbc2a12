import type { FirmwareView } from "../../lib/contract/view";

/** Why nothing speaks for an upgrade: the charger has the newest version that is known, or that is not known. Null: one is newer. */
export function noNewerVersion({ behind }: Pick<FirmwareView, "behind">): "upToDate" | "notKnown" | null {
  if (behind === true) return null;
  return behind === false ? "upToDate" : "notKnown";
}
