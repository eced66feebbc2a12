import { isChargerId } from "../../lib/domain/charger-id";
import type { CarPhases } from "../../lib/domain/what-if/what-if-load";

/** What is asked in a what-if, as it stands in the page's address. */
export interface WhatIfChoice {
  open: boolean;
  /** Ids of the chargers that start. */
  chosen: readonly string[];
  phases: CarPhases;
  /** How many more an address names that are no ids of chargers. */
  unread: number;
}

export const carPhases: readonly CarPhases[] = [1, 2, 3];
const most = 1_000;

/** Reads a choice from an address; what is no charger in it is only counted. */
export function readWhatIf(params: { get(name: string): string | null }): WhatIfChoice {
  const start = params.get("start");
  const named = [...new Set((start ?? "").split(",").filter((id) => id !== ""))];
  const ids = named.filter(isChargerId);
  const phases = carPhases.find((each) => String(each) === params.get("cars")) ?? 3;
  return { open: start !== null, chosen: ids.slice(0, most), phases, unread: named.length - ids.length };
}

/** The address's part after `?` with this choice; everything else in it stays. */
export function writeWhatIf(search: string, { open, chosen, phases }: Omit<WhatIfChoice, "unread">): string {
  const params = new URLSearchParams(search);
  params.delete("start");
  params.delete("cars");
  const rest = params.toString();
  if (!open) return rest;
  // A comma needs no escape in a query, and an address that people send to each other should be short.
  const own = `start=${[...chosen].sort().join(",")}${phases === 3 ? "" : `&cars=${phases}`}`;
  return rest === "" ? own : `${rest}&${own}`;
}
