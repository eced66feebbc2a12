import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readSessionChoice, type SessionChoice, writeSessionChoice } from "./session-choice";

/** Which sessions are shown, kept in the address so that it can be sent to somebody and survives a reload. */
export function useSessionChoice(): [SessionChoice, (change: Partial<SessionChoice>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const choice = useMemo(() => readSessionChoice(params), [params]);
  const change = useCallback(
    (next: Partial<SessionChoice>) => {
      // The address is ahead of `choice` for a moment after each change, and two changes may come within it.
      const now = readSessionChoice(new URLSearchParams(window.location.search));
      const query = writeSessionChoice({ ...now, ...next });
      window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [path],
  );
  return [choice, change];
}
