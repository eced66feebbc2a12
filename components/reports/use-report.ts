import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { InstallationId } from "../../lib/domain/ids";

export const reportPath = (id: InstallationId, month: string) => `/api/installations/${id}/reports/${month}`;
export const reportKey = (id: InstallationId, month: string) => ["report", id, month];

/** A month that goes on is told anew so often, ms. */
const everyMs = 5 * 60_000;

/** The report of a month, as it was closed or as it is known now. */
export function useReport(id: InstallationId, month: string) {
  return useQuery(
    {
      queryKey: reportKey(id, month),
      queryFn: ({ signal }) => get(reportPath(id, month), (shapes) => shapes.reportAnswer, signal),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.state === "goesOn" ? everyMs : false),
      retry: 1,
    },
    useQueries(),
  );
}
