import type { Store } from "../../store/store";
import type { SignOut } from "../../store/tables/sign-out-store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { type EndedSignIns, signInMaxAgeS } from "./ended-sign-ins";

/** Sign-outs, here and through other instances: an ended sign-in's token and its streams are worth nothing anywhere. */
export interface SignOuts {
  /** Ends a sign-in here at once, and for the others as soon as it can be written. */
  end(signInId: string): void;
  /** What others have ended; rejects while the store is not there. */
  read(store: Store): Promise<void>;
  /** To be called each second: writes what could not be written yet. */
  save(): Promise<void>;
}

export interface SignOutsSurroundings {
  endedSignIns: EndedSignIns;
  /** Sends the sign-in's subscribers away. */
  ended(signInId: string): void;
  /** Null while the database is not there. */
  store(): Store | null;
  now(): number;
  log: Log;
}

// A renewed token lives a whole span from its renewal on; a minute more for clocks that differ.
const longestMs = (signInMaxAgeS + 60) * 1000;

export function createSignOuts({ endedSignIns, ended, store, now, log }: SignOutsSurroundings): SignOuts {
  const unwritten = new Map<string, SignOut>();
  let saving = false;

  function take(signOut: SignOut): void {
    if (endedSignIns.ended(signOut.id)) return;
    endedSignIns.end(signOut.id, signOut.until, now());
    ended(signOut.id);
  }

  async function save(): Promise<void> {
    const open = store();
    if (open === null || saving) return;
    saving = true;
    try {
      for (const signOut of unwritten.values()) {
        await open.signOuts.add(signOut, now());
        unwritten.delete(signOut.id);
      }
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ err: error }, "a sign-out could not be written");
    } finally {
      saving = false;
    }
  }

  return {
    end(signInId) {
      const signOut = { id: signInId, until: now() + longestMs };
      take(signOut);
      unwritten.set(signInId, signOut);
      void save();
    },
    async read(open) {
      for (const signOut of await open.signOuts.list(now())) take(signOut);
    },
    save,
  };
}
