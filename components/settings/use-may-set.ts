import { maySetSettings } from "../../lib/domain/access/access";
import { usePerson } from "../shell/person-context";

/** Owners and support set things; everyone else reads them. The server decides for itself. */
export const useMaySet = (): boolean => maySetSettings(usePerson().role);
