import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { get, RefusalError } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { ChargerHistory } from "../../lib/contract/history";
import { chargerPath } from "../../lib/domain/charger-id";
import type { DeviceId } from "../../lib/domain/ids";
import { type Load, nextLoad } from "../../lib/domain/timeline/to-load";
import type { View } from "../../lib/domain/timeline/view";

const iso = (at: number) => new Date(at).toISOString();

/** Why there is no answer, as far as it makes a difference to who looks. */
type Fault = "storeAway" | "unreachable" | "other";

function faultIn(error: Error | null): Fault | null {
  if (error === null) return null;
  const code = error instanceof RefusalError ? error.refusal.code : null;
  if (code === "storeUnavailable") return "storeAway";
  return code === "unreachable" ? "unreachable" : "other";
}

interface Asked {
  deviceId: DeviceId;
  view: View;
  kinds: string;
  widthPx: number;
  /** How often the page was cut off: then a live view is asked for anew. */
  cuts: number;
  /** Whether there is anybody to ask, and a picture to ask for. */
  enabled: boolean;
  now(): number;
}

interface Answered {
  /** The last answer, while another is waited for too; null: none yet. */
  history: ChargerHistory | null;
  pending: boolean;
  fault: Fault | null;
  again(): void;
}

/** What the server keeps of what is looked at, and of some time beside it. */
export function useTimelineData({ deviceId, view, kinds, widthPx, cuts, enabled, now }: Asked): Answered {
  const [held, setHeld] = useState<{ load: Load; cuts: number } | null>(null);
  const usable = held === null || (view.live && held.cuts !== cuts) ? null : held.load;
  const load = nextLoad(usable, view, now(), widthPx);
  if (held === null || held.load !== load || held.cuts !== cuts) setHeld({ load, cuts });
  const { data, isPending, isFetching, error, refetch } = useQuery(
    {
      queryKey: ["timeline", deviceId, load.from, load.to, load.points, kinds],
      queryFn: ({ signal }) =>
        get(
          `/api${chargerPath(deviceId)}/history?${new URLSearchParams({
            from: iso(load.from),
            to: iso(load.to),
            points: String(load.points),
            kinds,
          })}`,
          (shapes) => shapes.chargerHistory,
          signal,
        ),
      enabled,
      staleTime: Number.POSITIVE_INFINITY,
      retry: 1,
    },
    useQueries(),
  );
  // Also beside an answer that failed: a library's own previous data ends with one.
  const last = useRef<ChargerHistory | null>(null);
  if (data !== undefined) last.current = data;
  return {
    history: last.current,
    pending: isFetching || (isPending && enabled),
    fault: isFetching ? null : faultIn(error),
    again: () => void refetch(),
  };
}
