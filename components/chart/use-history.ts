import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { get } from "../../lib/client/api/ask";
import { useHeard, useOfCharger } from "../../lib/client/state/use-live";
import { useQueries } from "../../lib/client/state/use-queries";
import type { ChargerView, HistoryPoint } from "../../lib/contract/view";
import { chargerPath } from "../../lib/domain/charger-id";
import type { DeviceId } from "../../lib/domain/ids";
import { current } from "../../lib/domain/reading";

export const hourMs = 3_600_000;

/** What is known now; nulls where the charger cannot be heard, because what held then may not hold now. */
function pointOf(charger: ChargerView, at: number): HistoryPoint {
  if (charger.presence.word !== "online" || charger.old !== null) return [at, null, null, null, null];
  const [l1, l2, l3] = charger.lines.map(({ reading }) => current(reading)?.value ?? null);
  return [at, current(charger.powerW)?.value ?? null, l1 ?? null, l2 ?? null, l3 ?? null];
}

const latest = (charger: ChargerView) =>
  Math.max(
    charger.powerW?.at ?? 0,
    charger.presence.since ?? 0,
    ...charger.lines.map(({ reading }) => reading?.at ?? 0),
  );

const same = (a: HistoryPoint | undefined, b: HistoryPoint) =>
  a?.every((value, i) => i === 0 || value === b[i]) ?? false;

/**
 * The last hour: from the server once (and again after this page was cut off), from then on what the stream brings.
 * `points` end with what holds at `now`, and are others only when `now` is, or when the charger comes or goes: a picture costs
 * more than a hundred texts, and of an hour it shows no single seconds.
 */
export function useHistory(deviceId: DeviceId, lost: boolean, now: number) {
  const [cut, setCut] = useState(0);
  const wasLost = useRef(lost);
  useEffect(() => {
    if (wasLost.current && !lost) setCut((n) => n + 1);
    wasLost.current = lost;
  }, [lost]);

  const query = useQuery(
    {
      queryKey: ["history", deviceId, cut],
      queryFn: ({ signal }) => get(`/api${chargerPath(deviceId)}/last-hour`, (shapes) => shapes.historyAnswer, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
    useQueries(),
  );

  const heard = useRef<HistoryPoint[]>([]);
  const hear = useCallback((charger: ChargerView) => {
    const point = pointOf(charger, latest(charger));
    const held = heard.current;
    const last = held.at(-1);
    if (same(last, point)) return;
    if (last !== undefined && last[0] >= point[0]) heard.current = held.filter(([at]) => at < point[0]);
    heard.current.push(point);
  }, []);
  const read = useHeard(deviceId, hear);

  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  // biome-ignore lint/correctness/useExhaustiveDependencies: presence decides what the last point is.
  const points = useMemo(() => {
    const from = now - hourMs;
    const past = query.data?.points ?? [];
    const until = past.at(-1)?.[0] ?? 0;
    heard.current = heard.current.filter(([at]) => at > from);
    const all = [...past, ...heard.current.filter(([at]) => at > until)].filter(([at]) => at > from && at < now);
    const charger = lost ? null : read();
    return [...all, charger === null ? ([now, null, null, null, null] as const) : pointOf(charger, now)];
  }, [query.data, presence, lost, now, read]);

  return { points, pending: query.isPending, failed: query.isError, retry: query.refetch };
}
