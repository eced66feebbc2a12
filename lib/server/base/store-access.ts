import { Refusal } from "../../contract/refusal";
import type { Store } from "../../store/store";
import { isStoreUnavailable, type StoreLink } from "./store-link";

/** What is asked of a store that may be away. */
export interface Kept {
  /** For what is read, also from a store that keeps nothing now. Null: it is not there. */
  asked<T>(read: (store: Store) => Promise<T>): Promise<{ got: T } | null>;
  /** For what is to be kept. Refused (`storeUnavailable`) while the store is not there, or takes no writes. */
  kept<T>(act: (store: Store) => Promise<T>): Promise<T>;
}

export function keptIn({ up, readable }: Pick<StoreLink, "up" | "readable">): Kept {
  async function by<T>(store: Store | null, act: (store: Store) => Promise<T>): Promise<{ got: T } | null> {
    if (store === null) return null;
    try {
      return { got: await act(store) };
    } catch (error) {
      if (isStoreUnavailable(error)) return null;
      throw error;
    }
  }
  return {
    asked: (read) => by(readable(), read),
    async kept(act) {
      const answer = await by(up(), act);
      if (answer === null) throw new Refusal("storeUnavailable");
      return answer.got;
    },
  };
}
