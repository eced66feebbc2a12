import type { Store } from "../store/store";
import { Refusal } from "./refusal";
import { isStoreUnavailable, type StoreLink } from "./store-link";

/** What is asked of a store that may be away. */
export interface Kept {
  /** Null: it is not there. */
  asked<T>(act: (store: Store) => Promise<T>): Promise<{ got: T } | null>;
  /** Refused (`storeUnavailable`) while it is not there. */
  kept<T>(act: (store: Store) => Promise<T>): Promise<T>;
}

export function keptIn({ up }: Pick<StoreLink, "up">): Kept {
  async function asked<T>(act: (store: Store) => Promise<T>): Promise<{ got: T } | null> {
    const store = up();
    if (store === null) return null;
    try {
      return { got: await act(store) };
    } catch (error) {
      if (isStoreUnavailable(error)) return null;
      throw error;
    }
  }
  return {
    asked,
    async kept(act) {
      const answer = await asked(act);
      if (answer === null) throw new Refusal("storeUnavailable");
      return answer.got;
    },
  };
}
