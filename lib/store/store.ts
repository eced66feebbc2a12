import { randomUUID } from "node:crypto";
import { openPool } from "./database/database";
import type { StoreHealth } from "./database/health";
import { type Listening, openListener } from "./database/listener";
import type { StoreLog } from "./database/log";
import { migrate } from "./database/migrate";
import { notifier } from "./database/notices";
import { type HistoryStore, openHistory } from "./history/history-store";
import { type SessionStore, sessionStore } from "./sessions/session-store";
import { type AvailableStore, availableStore } from "./tables/available-store";
import { type BrokerSessionStore, brokerSessionStore } from "./tables/broker-session-store";
import { type CommandStore, commandStore } from "./tables/command-store";
import { type KeyStore, keyStore } from "./tables/key-store";
import { type LeaseStore, leaseStore } from "./tables/lease-store";
import { type MessageStore, messageStore } from "./tables/message-store";
import { type MeterStore, meterStore } from "./tables/meter-store";
import { type ObservationStore, observationStore } from "./tables/observation-store";
import { type PeopleStore, peopleStore } from "./tables/people-store";
import { type PriceStore, priceStore } from "./tables/price-store";
import { type ReportStore, reportStore } from "./tables/report-store";
import { type SettingsStore, settingsStore } from "./tables/settings-store";
import { type SignInCountStore, signInCountStore } from "./tables/sign-in-count-store";
import { type SignOutStore, signOutStore } from "./tables/sign-out-store";
import { type TagStore, tagStore } from "./tables/tag-store";
import { type TopologyStore, topologyStore } from "./tables/topology-store";
import { type TwinStore, twinStore } from "./tables/twin-store";
import { type WallStore, wallStore } from "./tables/wall-store";

/** The door to the database. Every call rejects with StoreUnavailable, within seconds, when the database is gone. */
export interface Store {
  topology: TopologyStore;
  keys: KeyStore;
  twins: TwinStore;
  people: PeopleStore;
  commands: CommandStore;
  observations: ObservationStore;
  history: HistoryStore;
  sessions: SessionStore;
  messages: MessageStore;
  available: AvailableStore;
  brokerSession: BrokerSessionStore;
  signOuts: SignOutStore;
  signInCounts: SignInCountStore;
  leases: LeaseStore;
  settings: SettingsStore;
  wallLinks: WallStore;
  meters: MeterStore;
  prices: PriceStore;
  tags: TagStore;
  reports: ReportStore;
  /** Hears what other processes (and this one) changed. Call the result to stop; `close` stops it too. */
  listen(on: Listening): Promise<() => Promise<void>>;
  health(): StoreHealth;
  /** Whether it can be read; also true while it keeps nothing (disk full, read-only). */
  readable(): boolean;
  /** Calls back when the database goes or comes back; returns the way to leave. */
  onHealth(listener: (health: StoreHealth) => void): () => void;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** 32 bytes: the key under which device keys are sealed. */
  secret: Uint8Array;
  log: StoreLog;
}

/** Connects, and brings the schema up to date. Rejects with StoreUnavailable when the database cannot be reached. */
export async function openStore(url: string, { secret, log }: StoreOptions): Promise<Store> {
  if (secret.length !== 32) throw new Error("The store's secret must be 32 bytes.");
  const db = openPool(url);
  try {
    const ran = await migrate(db);
    if (ran.length > 0) log.info({ migrations: ran }, "database schema brought up to date");
  } catch (error) {
    await db.close();
    throw error;
  }
  const history = openHistory(db);
  const self = randomUUID();
  const notify = notifier(self);
  const listeners = new Set<() => Promise<void>>();
  return {
    topology: topologyStore(db, notify),
    keys: keyStore(db, notify, secret, log),
    twins: twinStore(db, notify),
    people: peopleStore(db, notify),
    commands: commandStore(db, notify),
    observations: observationStore(db, history),
    history,
    sessions: sessionStore(db),
    messages: messageStore(db),
    available: availableStore(db, notify),
    brokerSession: brokerSessionStore(db),
    signOuts: signOutStore(db, notify),
    signInCounts: signInCountStore(db),
    leases: leaseStore(db),
    settings: settingsStore(db, notify),
    wallLinks: wallStore(db, notify),
    meters: meterStore(db, notify),
    prices: priceStore(db),
    tags: tagStore(db),
    reports: reportStore(db),
    async listen(on) {
      const end = await openListener(url, self, on, db.health, log);
      listeners.add(end);
      return async () => {
        listeners.delete(end);
        await end();
      };
    },
    health: () => db.health.now(),
    readable: () => db.health.now().up || db.health.refusesWrites(),
    onHealth: (listener) => db.health.onChange(listener),
    async close() {
      for (const end of listeners) await end();
      listeners.clear();
      await db.close();
    },
  };
}
