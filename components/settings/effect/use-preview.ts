import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { RefusalError } from "../../../lib/client/api/ask";
import { previewInstallation } from "../../../lib/client/api/change-settings";
import { useQueries } from "../../../lib/client/state/use-queries";
import type { InstallationSettingsRequest } from "../../../lib/contract/api";
import type { Preview } from "../../../lib/domain/settings/preview";

/** Typing goes on for a while, ms. */
const typingMs = 250;
/** Cars come and go meanwhile, ms. */
const againMs = 5_000;

/**
 * incomplete: the fields say nothing whole yet. asking: the answer is on its way; `before` is the one to what was asked before.
 * unreachable: nobody answers.
 */
export type Foreseen =
  | { is: "incomplete" | "refused" | "unreachable" }
  | { is: "asking"; before: Preview | null }
  | { is: "known"; preview: Preview };

/** What a change of settings would do, by the load management's own decision; `changed` null: it is not complete. */
export function usePreview(installationId: string, changed: InstallationSettingsRequest | null): Foreseen {
  const { data, error, isPlaceholderData } = useQuery(
    {
      queryKey: ["preview", installationId, changed],
      queryFn: async ({ signal }) => {
        await new Promise((resolve) => setTimeout(resolve, typingMs));
        return previewInstallation(installationId, changed ?? {}, signal);
      },
      enabled: changed !== null,
      placeholderData: keepPreviousData,
      refetchInterval: againMs,
      staleTime: 0,
      gcTime: 0,
      retry: 1,
      // Without a network it fails and says so, in place of waiting for one.
      networkMode: "always",
    },
    useQueries(),
  );
  if (changed === null) return { is: "incomplete" };
  if (error)
    return { is: error instanceof RefusalError && error.refusal.code !== "unreachable" ? "refused" : "unreachable" };
  if (data === undefined || isPlaceholderData) return { is: "asking", before: data ?? null };
  return { is: "known", preview: data };
}
