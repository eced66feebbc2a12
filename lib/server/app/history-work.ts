import { randomUUID } from "node:crypto";
import type { DeviceId } from "../../domain/ids";
import type { Topology } from "../../domain/topology";
import { protocols } from "../../protocol/registry";
import type { Store } from "../../store/store";
import type { Env } from "../base/env";
import { createLeaderLease, leaseIn } from "../base/leader-lease";
import type { Log } from "../base/log";
import { isStoreUnavailable, openStoreLink } from "../base/store-link";
import { createHistoryTidier } from "../history/history-tidier";
import { personalKinds } from "../history/personal-kinds";
import { createSessionForgetter } from "../sessions/session-forgetter";
import { createSessionReckoner } from "../sessions/session-reckoner";

/** What only one instance does at a time. */
const historyLease = "history";
/** What is sealed with the product's secret is never touched. */
const noKey = Buffer.alloc(32);
const tickMs = 1_000;

export interface HistoryWork {
  /** Resolves when what is being done is done. */
  stop(): Promise<void>;
}

type KeepDays = Pick<
  Env,
  "PHASEBOARD_KEEP_HISTORY_DAYS" | "PHASEBOARD_KEEP_SESSIONS_DAYS" | "PHASEBOARD_KEEP_TAGS_DAYS"
>;

/**
 * Everything that is done with what is kept, once it is kept: seals and sums up history, reckons charging sessions, forgets what is too
 * old. It follows from what is in the store alone, so that it needs neither the broker nor the live view, and is done in a process of its
 * own.
 */
export function openHistoryWork(databaseUrl: string, keep: KeepDays, log: Log): HistoryWork {
  const holder = randomUUID();
  let topology: Topology = { installations: [], circuits: [], chargers: [] };
  let places = placesIn(topology);
  let isTopologyOld = false;

  async function readTopology(store: Store): Promise<void> {
    isTopologyOld = false;
    try {
      topology = await store.topology.load();
      places = placesIn(topology);
    } catch (error) {
      isTopologyOld = true;
      throw error;
    }
  }

  const link = openStoreLink(
    databaseUrl,
    noKey,
    {
      health: () => undefined,
      opened: readTopology,
      notice({ kind }) {
        if (kind === "topology" || kind === "chargers") isTopologyOld = true;
      },
      reconnected() {
        isTopologyOld = true;
      },
    },
    log,
  );
  const lease = createLeaderLease(
    leaseIn(() => link.up(), historyLease, holder),
    Date.now,
    log,
  );
  const surroundings = { store: () => link.up(), mine: lease.mine, log };
  const ratedA = (deviceId: DeviceId) => places.get(deviceId)?.maxCurrentA ?? 0;
  const tidyHistory = createHistoryTidier({
    ...surroundings,
    protocols,
    topology: () => topology,
    ratedA,
    keepDays: keep.PHASEBOARD_KEEP_HISTORY_DAYS,
  });
  const reckonSessions = createSessionReckoner({
    ...surroundings,
    protocols,
    isPersonal: personalKinds(protocols),
    ratedA,
    placeOf: (deviceId) => places.get(deviceId) ?? { installationId: null, circuitId: null },
    keepDays: Math.min(keep.PHASEBOARD_KEEP_SESSIONS_DAYS, keep.PHASEBOARD_KEEP_TAGS_DAYS),
  });
  const forgetSessions = createSessionForgetter({
    ...surroundings,
    keepSessionsDays: keep.PHASEBOARD_KEEP_SESSIONS_DAYS,
    keepTagsDays: keep.PHASEBOARD_KEEP_TAGS_DAYS,
  });

  const tasks = [tidyHistory, reckonSessions, forgetSessions];
  const running = new Map<(typeof tasks)[number], Promise<void>>();
  async function tick(): Promise<void> {
    const store = link.up();
    if (store === null) return;
    lease.renew();
    if (isTopologyOld) await readTopology(store).catch(tellStoreError);
    for (const task of tasks) {
      if (running.has(task)) continue;
      running.set(
        task,
        task(Date.now()).finally(() => running.delete(task)),
      );
    }
  }

  function tellStoreError(error: unknown): void {
    if (!isStoreUnavailable(error)) log.error({ err: error }, "the database could not be asked; it is tried again");
  }

  const ticking = setInterval(() => void tick(), tickMs);

  return {
    async stop() {
      clearInterval(ticking);
      await Promise.all(running.values());
      lease.close();
      await link.up()?.leases.release(historyLease, holder).catch(tellStoreError);
      await link.close();
    },
  };
}

/** Where each charger hangs, and the largest current that is entered for it, A. */
function placesIn({ circuits, chargers }: Topology) {
  const installations = new Map(circuits.map(({ id, installationId }) => [id, installationId]));
  return new Map(
    chargers.map(({ deviceId, circuitId, maxCurrentA }) => [
      deviceId,
      { circuitId, installationId: installations.get(circuitId ?? "") ?? null, maxCurrentA },
    ]),
  );
}
