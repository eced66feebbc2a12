import { useQuery } from "@tanstack/react-query";
import { get } from "../../../lib/client/api/ask";
import { useQueries } from "../../../lib/client/state/use-queries";
import type { InstallationId } from "../../../lib/domain/ids";

const everyMs = 60_000;

export const publishedPath = (id: InstallationId) => `/api/installations/${id}/prices/published`;
export const publishedKey = (id: InstallationId) => ["published prices", id] as const;

/** Of which time published prices are known; they also come by MQTT, so it is asked for again. */
export function usePublished(id: InstallationId) {
  return useQuery(
    {
      queryKey: publishedKey(id),
      queryFn: ({ signal }) => get(publishedPath(id), (shapes) => shapes.published, signal),
      retry: 1,
      refetchInterval: everyMs,
    },
    useQueries(),
  );
}
