import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readUsage, type UsageChoice, writeUsage } from "./usage-choice";

/** What is looked at, kept in the address so that it can be sent to somebody. */
export function useUsageChoice(
  circuits: readonly { id: string }[],
): [UsageChoice, (change: Partial<UsageChoice>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const choice = useMemo(() => readUsage(params, circuits), [params, circuits]);
  const change = useCallback(
    (next: Partial<UsageChoice>) => {
      const { search } = window.location;
      const query = writeUsage(search, { ...readUsage(new URLSearchParams(search), circuits), ...next });
      window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [path, circuits],
  );
  return [choice, change];
}
