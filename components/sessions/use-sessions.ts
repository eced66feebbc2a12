import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { get } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import { askedFor, askedInOrder, isPast, type SessionChoice } from "./session-choice";

const pageSize = 100;
/** What goes on is asked for again so often, while somebody looks. */
const againMs = 30_000;

/** The sessions of a choice, page by page, and what all of them come to. */
export function useSessions(choice: SessionChoice, timeZone: string, now: number) {
  const queries = useQueries();
  // Of a time that is over hardly anything changes.
  const isOver = isPast(choice, timeZone, now);
  const inOrder = askedInOrder(choice, timeZone, now).toString();
  const list = useInfiniteQuery(
    {
      queryKey: ["sessions", inOrder],
      queryFn: ({ pageParam, signal }) => {
        const params = new URLSearchParams(inOrder);
        params.set("limit", String(pageSize));
        if (pageParam !== null) params.set("cursor", pageParam);
        return get(`/api/sessions?${params}`, (shapes) => shapes.sessionList, signal);
      },
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      // All pages are read again, so only where there are few.
      refetchInterval: ({ state }) => (!isOver && (state.data?.pages.length ?? 0) <= 2 ? againMs : false),
      placeholderData: keepPreviousData,
      retry: 1,
    },
    queries,
  );
  const asked = askedFor(choice, timeZone, now).toString();
  const total = useQuery(
    {
      queryKey: ["session total", asked],
      queryFn: ({ signal }) => get(`/api/sessions/total?${asked}`, (shapes) => shapes.sessionTotal, signal),
      refetchInterval: isOver ? false : againMs,
      placeholderData: keepPreviousData,
      retry: 1,
    },
    queries,
  );
  return { list, total };
}
