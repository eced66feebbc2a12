import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readWhatIf, type WhatIfChoice, writeWhatIf } from "./choice";

/** What is asked, kept in the address so that it can be sent to somebody. */
export function useWhatIfChoice(): [WhatIfChoice, (change: Partial<WhatIfChoice>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const choice = useMemo(() => readWhatIf(params), [params]);
  const change = useCallback(
    (next: Partial<WhatIfChoice>) => {
      // The address is ahead of `choice` for a moment after each change, and two changes may come within it.
      const { search } = window.location;
      const query = writeWhatIf(search, { ...readWhatIf(new URLSearchParams(search)), ...next });
      window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [path],
  );
  return [choice, change];
}
