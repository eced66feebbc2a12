import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get } from "../../lib/client/api/ask";
import { useQueries } from "../../lib/client/state/use-queries";
import type { ListedCommand } from "../../lib/contract/api";
import { chargerPath } from "../../lib/domain/charger-id";
import { cursorText } from "../../lib/domain/command/command-cursor";
import type { DeviceId } from "../../lib/domain/ids";
import { endOfTold, joined, remembered } from "./log-list";

const pageSize = 20;

/** What was told until older ones were asked for, and since. */
interface Begun {
  before: string;
  told: readonly ListedCommand[];
}

/** Older ones than these; null: there are none. */
function begin(told: readonly ListedCommand[]): Begun | null {
  const end = endOfTold(told);
  return end === null ? null : { before: cursorText(end), told };
}

/** A charger's commands: those that the page is `told` unasked, and, from the first drawing on, older ones as far as they are asked for. */
export function useOlderCommands(deviceId: DeviceId, told: readonly ListedCommand[]) {
  const [begun, setBegun] = useState(() => begin(told));
  useEffect(() => {
    setBegun((was) => {
      const all = was === null ? null : remembered(was.told, told);
      return was === null || all === null ? null : { before: was.before, told: all };
    });
  }, [told]);
  const older = useInfiniteQuery(
    {
      queryKey: ["commands", deviceId, begun?.before],
      queryFn: ({ pageParam, signal }) =>
        get(
          `/api${chargerPath(deviceId)}/commands?${new URLSearchParams({ before: pageParam, limit: String(pageSize) })}`,
          (shapes) => shapes.commandList,
          signal,
        ),
      initialPageParam: begun?.before ?? "",
      getNextPageParam: ({ next }) => next,
      enabled: begun !== null,
      // What has ended does not change, and what goes on is told.
      staleTime: Number.POSITIVE_INFINITY,
      retry: 1,
    },
    useQueries(),
  );
  const pages = begun === null ? [] : (older.data?.pages.map(({ commands }) => commands) ?? []);
  return {
    commands: joined(told, begun?.told ?? [], ...pages),
    /** There may be older ones. */
    more: begun === null ? endOfTold(told) !== null : older.data === undefined || older.hasNextPage,
    loading: begun !== null && older.isFetching,
    failed: begun !== null && older.isError && !older.isFetching ? older.error : null,
    show(): void {
      if (begun === null) setBegun(begin(told));
      else if (older.data === undefined) void older.refetch();
      else void older.fetchNextPage();
    },
  };
}
