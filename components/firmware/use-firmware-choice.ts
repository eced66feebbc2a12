import { usePathname, useSearchParams } from "next/navigation";

/** Whether only those behind are shown; kept in the address. */
export function useOnlyBehind(): [boolean, (only: boolean) => void] {
  const only = useSearchParams().get("behind") === "1";
  const path = usePathname();
  return [only, (next) => window.history.replaceState(null, "", next ? `${path}?behind=1` : path)];
}
