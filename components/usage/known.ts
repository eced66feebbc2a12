import type { EnergySum } from "../../lib/contract/usage";

/** What is known of a sum, Wh; "at least nothing" says nothing, so it is not known. */
export const knownWh = ({ wh, unknownHours }: EnergySum): number | null => (wh === 0 && unknownHours > 0 ? null : wh);
