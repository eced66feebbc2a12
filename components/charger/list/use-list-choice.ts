import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type ListChoice, readChoice, writeChoice } from "./list-choice";

/** The list's choice, kept in the address so that it can be sent to somebody and survives a reload. */
export function useListChoice(): [ListChoice, (change: Partial<ListChoice>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const choice = useMemo(() => readChoice(params), [params]);
  const change = useCallback(
    (next: Partial<ListChoice>) => {
      // The address is ahead of `choice` for a moment after each change, and two changes may come within it.
      const now = new URLSearchParams(window.location.search);
      const query = writeChoice({ ...readChoice(now), ...next }, now);
      // The browser's own call: the server has nothing new to say about another order.
      window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [path],
  );
  return [choice, change];
}
