import { useQuery } from "@tanstack/react-query";
import { RefusalError } from "../../../lib/client/api/ask";
import { previewInstallation } from "../../../lib/client/api/change-settings";
import { plainRefusal, type Refusal } from "../../../lib/client/api/send-command";
import type { InstallationSettingsRequest } from "../../../lib/contract/api";
import type { Preview } from "../../../lib/domain/settings/preview";

/** Typing goes on for a while, ms. */
const typingMs = 250;
/** Cars come and go meanwhile, ms. */
const againMs = 5_000;

/** `incomplete`: the fields say nothing whole yet. */
export type Foreseen = "incomplete" | "asking" | { refusal: Refusal } | Preview;

/** What a change of settings would do, by the load management's own decision; `changed` null: it is not complete. */
export function usePreview(installationId: string, changed: InstallationSettingsRequest | null): Foreseen {
  const { data, error } = useQuery({
    queryKey: ["preview", installationId, changed],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, typingMs));
      return previewInstallation(installationId, changed ?? {}, signal);
    },
    enabled: changed !== null,
    refetchInterval: againMs,
    staleTime: 0,
    gcTime: 0,
    retry: 1,
  });
  if (changed === null) return "incomplete";
  if (error) return { refusal: error instanceof RefusalError ? error.refusal : plainRefusal("internal") };
  return data ?? "asking";
}
