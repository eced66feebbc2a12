import { hashKey, useQuery } from "@tanstack/react-query";
import { getTagged } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { InstallationId } from "../../lib/domain/ids";

export const pricesPath = (id: InstallationId) => `/api/installations/${id}/prices`;

/** What is saved now, with its version. */
export const readPrices = (id: InstallationId, signal: AbortSignal | null = null) =>
  getTagged(pricesPath(id), (shapes) => shapes.prices, signal);

/** What an installation's energy costs, as it is saved when the page is opened: what is edited does not change by itself. */
export function usePrices(id: InstallationId) {
  return useQuery(
    {
      queryKey: ["prices", id],
      queryFn: ({ signal }) => readPrices(id, signal),
      retry: 1,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
    useQueries(),
  );
}

/** Whether two values of what is read and entered are the same. */
export const isSame = (a: unknown, b: unknown): boolean => hashKey([a]) === hashKey([b]);
