import { Refusal } from "../../contract/refusal";
import type { Store } from "../../store/store";
import type { StoreAccess } from "../base/store-access";

/** What is asked of sessions, straight from the store. Refused (`storeUnavailable`) without it. */
export type SessionRequests = Pick<Store["sessions"], "list" | "get" | "signedRecord">;

export function sessionRequests({ readOrNull }: StoreAccess): SessionRequests {
  async function read<T>(ask: (sessions: SessionRequests) => Promise<T>): Promise<T> {
    const answer = await readOrNull((store) => ask(store.sessions));
    if (answer === null) throw new Refusal("storeUnavailable");
    return answer.got;
  }
  return {
    list: (query) => read((sessions) => sessions.list(query)),
    get: (id, visible) => read((sessions) => sessions.get(id, visible)),
    signedRecord: (id, visible) => read((sessions) => sessions.signedRecord(id, visible)),
  };
}
