import type { Store } from "../../store/store";
import type { StoreAccess } from "../base/store-access";

/** What is asked of sessions, straight from the store. Refused (`storeUnavailable`) without it. */
export type SessionRequests = Pick<Store["sessions"], "list" | "get" | "signedRecord">;

export const sessionRequests = ({ readOrRefuse }: StoreAccess): SessionRequests => ({
  list: (query) => readOrRefuse(({ sessions }) => sessions.list(query)),
  get: (id, visible) => readOrRefuse(({ sessions }) => sessions.get(id, visible)),
  signedRecord: (id, visible) => readOrRefuse(({ sessions }) => sessions.signedRecord(id, visible)),
});
