import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get } from "../../lib/client/api/ask";
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

/** A charger's commands: those that the page is `told` unasked, and the older ones as far as they were asked for. */
export function useOlderCommands(deviceId: DeviceId, told: readonly ListedCommand[]) {
  const [begun, setBegun] = useState<Begun | null>(null);
  useEffect(() => {
    setBegun((was) => {
      const all = was === null ? null : remembered(was.told, told);
      return was === null || all === null ? null : { before: was.before, told: all };
    });
  }, [told]);
  const end = endOfTold(told);
  const older = useInfiniteQuery({
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
  });
  const pages = begun === null ? [] : (older.data?.pages.map(({ commands }) => commands) ?? []);
  return {
    commands: joined(told, begun?.told ?? [], ...pages),
    /** There may be older ones. */
    more: begun === null ? end !== null : older.data === undefined || older.hasNextPage,
    loading: begun !== null && older.isFetching,
    failed: begun !== null && older.isError && !older.isFetching ? older.error : null,
    show(): void {
      if (begun === null) {
        if (end !== null) setBegun({ before: cursorText(end), told });
      } else if (older.data === undefined) void older.refetch();
      else void older.fetchNextPage();
    },
  };
}
