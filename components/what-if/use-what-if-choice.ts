import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { readWhatIf, type WhatIfChoice, writeWhatIf } from "./choice";

const alike = (one: WhatIfChoice, other: WhatIfChoice) => writeWhatIf("", one) === writeWhatIf("", other);

/**
 * What is asked, kept in the address so that it can be sent to somebody. The address comes back a moment later: until it has,
 * what was chosen here counts, so that no press is lost.
 */
export function useWhatIfChoice(): [WhatIfChoice, (change: Partial<WhatIfChoice>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const kept = useMemo(() => readWhatIf(params), [params]);
  const [ahead, setAhead] = useState<WhatIfChoice | null>(null);
  if (ahead !== null && alike(ahead, kept)) setAhead(null);
  const change = useCallback(
    (next: Partial<WhatIfChoice>) => {
      const { search } = window.location;
      const choice = { ...readWhatIf(new URLSearchParams(search)), ...next };
      const query = writeWhatIf(search, choice);
      setAhead(choice);
      window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [path],
  );
  return [ahead ?? kept, change];
}
