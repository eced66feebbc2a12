import { dayUs, hourUs } from "../../domain/history/hours";
import { micros } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import { quarterMs } from "../../domain/time/quarters-of-day";
import type { Topology } from "../../domain/topology";
import type { Protocols } from "../../protocol/registry";
import type { Store } from "../../store/store";
import type { Log } from "../base/log";
import { isStoreUnavailable } from "../base/store-link";
import { sumLines } from "./sum-lines";
import { createSummariser } from "./summarise";

/** How often it is looked whether an hour can be sealed, ms. */
const everyMs = 60_000;
/** So long after its end an hour is sealed, ms: what comes later costs more, and nothing else. */
const waitMs = 10 * 60_000;

export interface TidierSurroundings {
  /** Null: the database is not there. */
  store(): Store | null;
  /** Whether this instance is the one that writes. */
  mine(): boolean;
  protocols: Protocols;
  topology(): Topology;
  /** The largest current that is entered for a charger, A; 0: none. */
  ratedA(deviceId: DeviceId): number;
  /** For how many days history is kept. */
  keepDays: number;
  log: Log;
}

/** Seals history, and sums it up. To be called each second, once what it did before is done. */
export function createHistoryTidier({
  store,
  mine,
  protocols,
  topology,
  ratedA,
  keepDays,
  log,
}: TidierSurroundings): (now: number) => Promise<void> {
  const summariser = createSummariser(protocols, ratedA);
  let nextAt = 0;
  let quartersUntil = 0;
  return async (now) => {
    const open = store();
    if (open === null || now < nextAt || !mine()) return;
    nextAt = now + everyMs;
    try {
      await open.history.forget(micros(now) - keepDays * dayUs);
      await open.history.tidy(Math.floor(micros(now - waitMs) / hourUs) * hourUs, summariser);
      const until = Math.floor((now - everyMs) / quarterMs) * quarterMs;
      if (until <= quartersUntil) return;
      await sumLines(open, protocols, topology(), until);
      quartersUntil = until;
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ err: error }, "history could not be sealed; it is tried again");
    }
  };
}
