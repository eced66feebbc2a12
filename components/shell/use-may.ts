import { type Deed, may, type ScopeOf } from "../../lib/domain/access/permissions";
import { usePerson } from "./person-context";

/** Whether who looks may do a deed to what `scope` names. The server decides for itself. */
export function useMay<D extends Deed>(deed: D, scope: ScopeOf<D>): boolean {
  return may(usePerson(), deed, scope);
}
