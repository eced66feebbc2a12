import { Refusal } from "../../contract/refusal";
import type { Store } from "../../store/store";
import { isStoreUnavailable, type StoreLink } from "./store-link";

/** The store as requests use it: it may be away. */
export interface StoreAccess {
  /** Reads, also from a store that takes no writes now. Null: it is not there. */
  readOrNull<T>(read: (store: Store) => Promise<T>): Promise<{ got: T } | null>;
  /** The same; refused (`storeUnavailable`) while it is not there. */
  readOrRefuse<T>(read: (store: Store) => Promise<T>): Promise<T>;
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
  async function orRefuse<T>(asked: Promise<{ got: T } | null>): Promise<T> {
    const answer = await asked;
    if (answer === null) throw new Refusal("storeUnavailable");
    return answer.got;
  }
  return {
    readOrNull: (read) => by(readable(), read),
    readOrRefuse: (read) => orRefuse(by(readable(), read)),
    callOrRefuse: (act) => orRefuse(by(up(), act)),
  };
}
