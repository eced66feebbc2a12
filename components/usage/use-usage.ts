import { useQuery } from "@tanstack/react-query";
import { get } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import { spanOfMonth } from "../../lib/domain/time/months";

/** What goes on is asked for again so often. */
const againMs = 5 * 60_000;

const iso = (at: number) => new Date(at).toISOString();
const pathOf = (id: string) => `/api/installations/${encodeURIComponent(id)}`;
const often = (goesOn: boolean) => ({ staleTime: againMs / 5, refetchInterval: goesOn ? againMs : (false as const) });

export interface EnergyQuery {
  id: string;
  circuit: string | null;
  /** `2026-11` */
  month: string;
  timeZone: string;
  /** The month is not over. */
  goesOn: boolean;
}

/** A month's energy, by days or by hours of the week. */
export function useEnergy({ id, circuit, month, timeZone, goesOn }: EnergyQuery, by: "day" | "hourOfWeek") {
  const { from, to } = spanOfMonth(month, timeZone);
  const query = new URLSearchParams({ from: iso(from), to: iso(to), by, ...(circuit === null ? {} : { circuit }) });
  return useQuery(
    {
      queryKey: ["energy", id, query.toString()],
      queryFn: ({ signal }) => get(`${pathOf(id)}/energy?${query}`, (shapes) => shapes.installationEnergy, signal),
      ...often(goesOn),
    },
    useQueries(),
  );
}

/** Today's and this month's energy, and that of the same days of the month before. */
export function useEnergyNow(id: string) {
  return useQuery(
    {
      queryKey: ["energy", id, "now"],
      queryFn: ({ signal }) => get(`${pathOf(id)}/energy/now`, (shapes) => shapes.energyNow, signal),
      ...often(true),
    },
    useQueries(),
  );
}

/** What the lines carried in a stretch of time, by the quarter-hour. */
export function useLinesOf(id: string, { from, to }: { from: number; to: number }) {
  const query = new URLSearchParams({ from: iso(from), to: iso(to), points: "200" });
  return useQuery(
    {
      queryKey: ["lines", id, from],
      queryFn: ({ signal }) => get(`${pathOf(id)}/history?${query}`, (shapes) => shapes.installationHistory, signal),
      ...often(true),
    },
    useQueries(),
  );
}

/** How far chargers responded in a month. */
export function useAvailability(id: string, month: string, goesOn: boolean) {
  return useQuery(
    {
      queryKey: ["availability", id, month],
      queryFn: ({ signal }) =>
        get(`${pathOf(id)}/availability?month=${month}`, (shapes) => shapes.installationAvailability, signal),
      ...often(goesOn),
    },
    useQueries(),
  );
}
