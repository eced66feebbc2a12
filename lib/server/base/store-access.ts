import { Refusal } from "../../contract/refusal";
import type { Store } from "../../store/store";
import { isStoreUnavailable, type StoreLink } from "./store-link";

/** The store as requests use it: it may be away. */
export interface StoreAccess {
  /** Reads, also from a store that takes no writes now. Null: it is not there. */
  readOrNull<T>(read: (store: Store) => Promise<T>): Promise<{ got: T } | null>;
  /** Reads or writes. Refused (`storeUnavailable`) while the store is not there, or takes no writes. */
  callOrRefuse<T>(act: (store: Store) => Promise<T>): Promise<T>;
}

export function createStoreAccess({ up, readable }: Pick<StoreLink, "up" | "readable">): StoreAccess {
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
    readOrNull: (read) => by(readable(), read),
    async callOrRefuse(act) {
      const answer = await by(up(), act);
      if (answer === null) throw new Refusal("storeUnavailable");
      return answer.got;
    },
  };
}
