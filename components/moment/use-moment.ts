import { useQuery } from "@tanstack/react-query";
import { get } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import { chargerPath } from "../../lib/domain/charger-id";
import { momentPath } from "../../lib/domain/timeline/moment";

/** A charger as it was at `at`, ms. */
export function useChargerMoment(deviceId: string, at: number) {
  return useQuery(
    {
      queryKey: ["moment", "charger", deviceId, at],
      queryFn: ({ signal }) =>
        get(momentPath(`/api${chargerPath(deviceId)}/moment`, at), (shapes) => shapes.chargerMoment, signal),
      retry: 1,
    },
    useQueries(),
  );
}

/** An installation as it was at `at`, ms. */
export function useInstallationMoment(id: string, at: number) {
  return useQuery(
    {
      queryKey: ["moment", "installation", id, at],
      queryFn: ({ signal }) =>
        get(
          momentPath(`/api/installations/${encodeURIComponent(id)}/moment`, at),
          (shapes) => shapes.installationMoment,
          signal,
        ),
      retry: 1,
    },
    useQueries(),
  );
}
