import { useQuery } from "@tanstack/react-query";
import { get } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { InstallationId } from "../../lib/domain/ids";

export const tagNamesKey = (id: InstallationId | null) => ["tag names", id] as const;

/** Whom the tags of an installation belong to; null: they are not for who looks, or no installation is chosen. */
export function useTagNames(id: InstallationId | null) {
  return useQuery(
    {
      queryKey: tagNamesKey(id),
      queryFn: ({ signal }) => get(`/api/installations/${id}/names`, (shapes) => shapes.tagNames, signal),
      enabled: id !== null,
      retry: 1,
    },
    useQueries(),
  );
}
