import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { micros } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Topology } from "../../domain/topology";
import { commandsOf, firstOrderOf, openCommandOf } from "../../fleet/commands/command-tracker";
import { derivedOf } from "../../fleet/state/derived";
import type { Change } from "../../fleet/state/event";
import { protocols as known, type Protocols } from "../../protocol/registry";
import { createBroadcaster, tickMs } from "../../stream/broadcast/broadcaster";
import { afterMs } from "../../stream/broadcast/frame-timer";
import { createEndedSignIns } from "../auth/ended-sign-ins";
import { createPeople } from "../auth/people";
import { openSignInAttempts } from "../auth/sign-in-attempts";
import { createSignOuts } from "../auth/sign-outs";
import type { Env } from "../base/env";
import { journalFolder } from "../base/journal-folder";
import { createLeaderLease, leaseIn } from "../base/leader-lease";
import { createLog } from "../base/log";
import { derive } from "../base/secrets";
import { createStoreAccess } from "../base/store-access";
import { isStoreUnavailable, openStoreLink } from "../base/store-link";
import { createSettingsChanger } from "../control/change-settings";
import { createCommandGiver } from "../control/give-command";
import { personalKinds } from "../history/personal-kinds";
import { type Allocation, createAllocation } from "../load-management/allocation";
import { previewOf } from "../load-management/preview";
import { createMailer } from "../mail/mailer";
import { createReportMailer } from "../mail/report-mailer";
import { dueFinder } from "../sessions/session-kinds";
import { createWallLinks } from "../wall/wall-links";
import { openBrokerLink } from "./broker-link";
import { openDashboardJournal } from "./dashboard-journal";
import { createJournalNews } from "./journal-news";
import { createKeeper } from "./keeper";
import { createLiveFleet } from "./live-fleet";
import { createFleetReader } from "./live-reader";
import type { Live } from "./live-types";
import { createMessageLog } from "./message-log";
import { historyRequests } from "./requests/history-requests";
import { messageRequests } from "./requests/message-requests";
import { momentRequests } from "./requests/moment-requests";
import { priceRequests } from "./requests/price-requests";
import { reportRequests } from "./requests/report-requests";
import { sessionRequests } from "./requests/session-requests";
import { storeRequests } from "./requests/store-requests";
import { tagRequests } from "./requests/tag-requests";
import { usageRequests } from "./requests/usage-requests";
import { restoreLastKnown } from "./restore";
import { createSharedMemory } from "./shared-memory";

const log = createLog("live");
const now = Date.now;

/** What only one instance may do at a time: allocate, and read the broker's session and write what is said in it. */
const allocationLease = "allocation";
const readingLease = "reading";

/** What must be known before anything can be kept or anybody can sign in. */
export type LiveEnv = Env & { DATABASE_URL: string; PHASEBOARD_SECRET: string };

/**
 * Joins the rooms: broker to fleet, fleet to store and stream, people to commands. Returns at once; broker and database are
 * reached when they can be, and the links say which is down meanwhile. `restored` resolves when what was last known is shown.
 */
export function openLive(env: LiveEnv, protocols: Protocols = known): Live & { restored: Promise<void> } {
  const journal = openDashboardJournal(env, protocols, log);
  const liveFleet = createLiveFleet(
    now,
    (change) => changed(change),
    env.PHASEBOARD_GATEWAY === "embedded" ? ["dashboard", "gateway"] : ["dashboard"],
    protocols,
  );
  const { fleet, apply } = liveFleet;
  const fleetReader = createFleetReader(fleet, now);
  const stream = createBroadcaster(fleetReader, now, afterMs);
  const endedSignIns = createEndedSignIns();
  const people = createPeople((id, person) => {
    stream.personChanged(id, person);
    wallLinks.stream.personChanged(id, person);
  });
  const signOuts = createSignOuts({
    endedSignIns,
    ended(signInId) {
      stream.signInEnded(signInId);
      wallLinks.stream.signInEnded(signInId);
    },
    store: () => storeLink.up(),
    now,
    log,
  });
  const storeAccess = createStoreAccess({ up: () => storeLink.up(), readable: () => storeLink.readable() });
  const attempts = openSignInAttempts({ store: () => storeLink.up(), now, log });
  const wallLinks = createWallLinks(storeAccess, fleetReader, now);
  const shared = createSharedMemory(
    people,
    { signOuts: signOuts.read, wallLinks: wallLinks.read },
    (event) => {
      apply(event);
      if (event.kind !== "topology" && event.kind !== "installationChanged") return;
      readMeters(shared.topology());
      liveFleet.flush();
      if (event.kind !== "topology") return;
      stream.topologyChanged();
      wallLinks.stream.topologyChanged();
    },
    log,
  );
  let lastKnownRead = false;
  /** The store was away: what others changed may not have been heard. */
  let missed = false;

  const storeLink = openStoreLink(
    env.DATABASE_URL,
    derive(env.PHASEBOARD_SECRET, "store keys"),
    {
      health(health) {
        apply({ kind: "store", up: health.up, reason: health.reason });
        const store = storeLink.up();
        if (!health.up) missed = true;
        else if (store !== null && missed && lastKnownRead) {
          missed = false;
          void Promise.all([commandGiver.settleDoubtful(store), shared.readAll(store)]).catch(tellStoreError);
        }
      },
      async opened(store) {
        await shared.readAll(store);
        if (lastKnownRead) return;
        await restoreLastKnown(store, protocols, apply, log);
        // Asked first: what the journal holds is written while it is read, with what is derived if it is ours.
        await reading.ask();
        await journal.replay(await store.observations.journalSequence(journal.id), apply, messageLog.take, () => {
          liveFleet.flush();
          return reading.mine() ? keeper.save() : keeper.drain();
        });
        lastKnownRead = true;
        liveFleet.flush();
        if (!reading.mine()) await keeper.drain();
        broker.read(reading.mine() ? "session" : "now");
      },
      notice: (notice, store) => shared.notice(notice, store),
      reconnected: (store) => void shared.readAll(store).catch(tellStoreError),
    },
    log,
  );
  const reading = createLeaderLease(
    leaseIn(() => storeLink.up(), readingLease, journal.id),
    now,
    log,
  );
  const isPersonal = personalKinds(protocols);
  const keeper = createKeeper({
    store: () => storeLink.up(),
    mine: reading.mine,
    heardAt,
    watched: () => (fleet.live ? { from: micros(fleet.broker.since ?? now()), to: micros(now()) } : null),
    isPersonal,
    spool: {
      file: join(/* turbopackIgnore: true */ journalFolder(env, "dashboard"), "history-waiting"),
      mostBytes: env.PHASEBOARD_JOURNAL_HARD_MB * 2 ** 20,
    },
    dueOf: dueFinder(protocols),
    derived: (deviceId) => {
      const charger = fleet.chargers.get(deviceId);
      return charger?.entry ? derivedOf(charger) : null;
    },
    journal,
    flush() {
      broker.flush();
      liveFleet.flush();
    },
    log,
  });
  /** The largest current that is entered, A; 0: none. */
  const ratedA = (deviceId: DeviceId) => fleet.chargers.get(deviceId)?.entry?.maxCurrentA ?? 0;
  /** Since when it has been known what is so now, and now, ms. */
  const watching = () => (fleet.live ? { from: fleet.broker.since ?? now(), to: now() } : null);
  const messageLog = createMessageLog({
    store: () => storeLink.up(),
    readable: () => storeLink.readable(),
    mine: reading.mine,
    now,
    keepDays: env.PHASEBOARD_KEEP_MESSAGES_DAYS,
    log,
  });
  const broker = openBrokerLink(
    env,
    protocols,
    journal,
    {
      arrival(arrival) {
        apply({ kind: "arrival", arrival });
        allocation?.arrived(arrival);
      },
      message: messageLog.take,
      link: (up, reason) => apply({ kind: "broker", up, reason }),
    },
    log,
  );
  const commandGiver = createCommandGiver({
    now,
    dialectOf: protocols.of,
    fleetReader,
    store: storeLink.up,
    apply,
    open: (deviceId, kind) => openCommandOf(fleet, deviceId, kind),
    firstOrder: (id) => firstOrderOf(fleet, id),
    send: broker.send,
    log,
  });

  const allocation: Allocation | null =
    env.PHASEBOARD_ALLOCATION === "off"
      ? null
      : createAllocation({
          fleet,
          now,
          after: afterMs,
          apply,
          send: broker.send,
          tryLease: leaseIn(() => storeLink.up(), allocationLease, journal.id),
          log,
        });

  /** What is in no topology has no place in the store. */
  function heardAt(deviceId: DeviceId): number {
    const charger = fleet.chargers.get(deviceId);
    return charger?.entry ? charger.heardAt : 0;
  }

  function journalHealth() {
    const { bytes, dropped, oldestAt } = journal.figures();
    return { bytes, dropped, oldestAt };
  }

  function readMeters({ installations }: Topology): void {
    broker.readMeters(new Set(installations.flatMap(({ meter }) => (meter === null ? [] : [meter.topic]))));
  }

  function tellStoreError(error: unknown): void {
    if (!isStoreUnavailable(error)) log.error({ err: error }, "the store was read in vain");
  }

  function changed(change: Change): void {
    stream.changed(change);
    wallLinks.stream.changed(change);
    keeper.take(change);
    allocation?.changed(change);
    for (const [rid, { deviceId, order }] of change.orders) void broker.send(deviceId, rid, order);
    // One answer is enough, and only who reads the session knows that it is still asked.
    if (!reading.mine()) return;
    for (const id of change.pingReplies) void broker.send(id, randomUUID(), { name: "pingReply" });
    for (const id of change.reports) void broker.send(id, randomUUID(), { name: "report" });
  }

  const mailReports =
    env.SMTP_URL === undefined || env.SMTP_FROM === undefined || env.PHASEBOARD_URL === undefined
      ? null
      : createReportMailer({
          store: () => storeLink.up(),
          mine: reading.mine,
          topology: shared.topology,
          send: createMailer(env.SMTP_URL, env.SMTP_FROM),
          url: env.PHASEBOARD_URL,
          log,
        });
  const journalNews = createJournalNews(journal.figures, apply);
  const ticking = setInterval(() => {
    apply({ kind: "tick" });
    journalNews.tick(now());
    stream.tick();
    wallLinks.stream.tick();
    allocation?.tick();
    reading.renew();
    if (lastKnownRead) broker.read(reading.mine() ? "session" : "now");
    // First, as what the keeper has saved leaves the journal.
    void messageLog.save();
    keeper.tick(now()).catch((error: unknown) => log.error({ err: error }, "what chargers said could not be kept"));
    void signOuts.save();
    void mailReports?.(now());
  }, tickMs);

  return {
    mode: env.PHASEBOARD_MODE ?? "real",
    restored: storeLink.opened,
    now,
    people,
    endedSignIns,
    attempts,
    fleetReader,
    stream,
    topology: shared.topology,
    ...storeRequests(storeAccess, now, shared, (deviceId) => commandsOf(fleet, deviceId)),
    ...messageRequests(storeAccess, protocols),
    sessions: sessionRequests(storeAccess, shared.topology),
    prices: priceRequests(storeAccess),
    moments: momentRequests(storeAccess, { topology: shared.topology, protocols, ratedA, watching }),
    tags: tagRequests(storeAccess, { topology: shared.topology, protocols }),
    usage: usageRequests(storeAccess, { topology: shared.topology, watching, heardAt, now }),
    reports: reportRequests(storeAccess, { topology: shared.topology, watching, now }),
    ...historyRequests(storeAccess, { protocols, ratedA, watching, now }),
    ...createSettingsChanger({
      ...storeAccess,
      now,
      dialectOf: protocols.of,
      topology: shared.topology,
      embedded: env.PHASEBOARD_GATEWAY === "embedded",
    }),
    preview: (id, changed) => previewOf(fleet, id, changed, (deviceId) => allocation?.memory(deviceId) ?? null, now()),
    wallLinks,
    endSignIn: signOuts.end,
    command: commandGiver.give,
    health() {
      const { broker: brokerState, store: storeState, lastMessageAt } = fleetReader.links();
      return {
        live: true,
        ready: people.loaded(),
        broker: { up: brokerState.up, since: brokerState.since },
        store: { up: storeState.up, since: storeState.since },
        stream: { readers: stream.subscribers() + wallLinks.stream.subscribers() },
        lastMessageAt,
        journal: journalHealth(),
        messageLog: messageLog.figures(),
        history: { dropped: keeper.dropped() },
        prices: { dropped: keeper.droppedPrices() },
      };
    },
    async stop() {
      stream.close();
      wallLinks.stream.close();
      clearInterval(ticking);
      allocation?.close();
      await broker.close();
      liveFleet.flush();
      await Promise.all([keeper.save(), signOuts.save(), messageLog.save()]);
      reading.close();
      keeper.close();
      // Another instance need not wait for the leases to run out.
      for (const name of [allocationLease, readingLease])
        await storeLink.up()?.leases.release(name, journal.id).catch(tellStoreError);
      await storeLink.close();
      await journal.close();
    },
  };
}
