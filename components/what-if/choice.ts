import { deviceIdPattern } from "../../lib/domain/ids";
import type { CarPhases } from "../../lib/domain/what-if-load";

/** What is asked in a what-if, as it stands in the page's address. */
export interface WhatIfChoice {
  open: boolean;
  /** Serials of the chargers that start. */
  chosen: readonly string[];
  phases: CarPhases;
}

export const carPhases: readonly CarPhases[] = [1, 2, 3];
const most = 1_000;

/** Reads a choice from an address; what it does not know is as if it were not there. */
export function readWhatIf(params: { get(name: string): string | null }): WhatIfChoice {
  const start = params.get("start");
  const ids = (start ?? "").split(",").filter((id) => deviceIdPattern.test(id));
  const phases = carPhases.find((each) => String(each) === params.get("cars")) ?? 3;
  return { open: start !== null, chosen: [...new Set(ids)].slice(0, most), phases };
}

/** The address's part after `?` with this choice; everything else in it stays. */
export function writeWhatIf(search: string, { open, chosen, phases }: WhatIfChoice): string {
  const params = new URLSearchParams(search);
  params.delete("start");
  params.delete("cars");
  const rest = params.toString();
  if (!open) return rest;
  // A comma needs no escape in a query, and an address that people send to each other should be short.
  const own = `start=${[...chosen].sort().join(",")}${phases === 3 ? "" : `&cars=${phases}`}`;
  return rest === "" ? own : `${rest}&${own}`;
}
