import { dayUs } from "../../domain/history/hours";
import { micros } from "../../domain/history/row";
import type { Store } from "../../store/store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";

/** How often it is looked whether something is kept too long, ms. */
const everyMs = 3_600_000;

export interface ForgetterSurroundings {
  /** Null: the database is not there. */
  store(): Pick<Store, "sessions"> | null;
  /** Whether this instance is the one that writes. */
  mine(): boolean;
  keepSessionsDays: number;
  keepTagsDays: number;
  log: Log;
}

/**
 * Forgets sessions, and who charged, once they are old enough: a small batch at a time. To be called each second, once what it did
 * before is done.
 */
export function createSessionForgetter({
  store,
  mine,
  keepSessionsDays,
  keepTagsDays,
  log,
}: ForgetterSurroundings): (now: number) => Promise<void> {
  let nextAt = 0;
  return async (now) => {
    const open = store();
    if (open === null || now < nextAt || !mine()) return;
    const before = (days: number) => micros(now) - days * dayUs;
    try {
      const isAll = await open.sessions.forget({
        sessionsBefore: before(keepSessionsDays),
        tagsBefore: before(keepTagsDays),
      });
      if (isAll) nextAt = now + everyMs;
    } catch (error) {
      nextAt = now + everyMs;
      if (!isStoreUnavailable(error))
        log.error({ err: error }, "old sessions could not be forgotten; it is tried again");
    }
  };
}
