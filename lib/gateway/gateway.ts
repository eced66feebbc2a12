import type { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { Aedes, type Client } from "aedes";
import type { Logger } from "pino";
import { openJournal } from "../journal/journal";
import type { JournalStats } from "../journal/types";
import { gatewayTopic } from "../protocol/product/gateway-journal";
import { createAdmission } from "./devices/admission";
import { tellDesired } from "./devices/charger-door";
import { openRoll, type Roll, type RollListener } from "./devices/device-registry";
import type { EnrolmentSource } from "./devices/enrolment";
import { type Meters, openMeters } from "./devices/meters";
import { type Bounds, limits } from "./limits";
import { watchLoop } from "./loop-watch";
import { type CommandWatch, createCommandWatch } from "./mqtt/command-watch";
import { type JournalNews, openJournalNews } from "./mqtt/journal-news";
import { KeptSession } from "./mqtt/journal-session";
import { cut, type Peer, Violation } from "./mqtt/peer";
import { Presence } from "./mqtt/presence";
import { openResending } from "./mqtt/resending";
import { Sessions } from "./mqtt/sessions";
import { createRareLog } from "./rare-log";
import { giveRules } from "./rules";
import { openListener } from "./tls/listener";
import { createSlowDown } from "./tls/slow-down";
import type { TlsMaterial } from "./tls/tls-files";

export interface GatewayOptions {
  /** The public name, as it stands in certificate, connection strings and tokens. */
  host: string;
  /** 0: any free one. */
  port: number;
  /** The address to listen on; without it all of them. */
  bind?: string;
  tls: TlsMaterial;
  /** The dashboard's own credential; its client ids begin with `phaseboard-`. */
  dashboard: { username: string; password: string };
  /** Of who publishes prices, user name `prices`; without it nobody may. */
  pricesPassword?: string;
  /**
   * The dashboard that belongs to this gateway, and its subscriptions. What chargers say at QoS 1 is acknowledged to them, so it is
   * kept for this dashboard from then on, in a journal in this folder, over restarts of both, until it has acknowledged it.
   */
  awaited?: {
    clientId: string;
    filters: readonly string[];
    journal: { folder: string; softBytes: number; hardBytes: number };
  };
  /** What is to be other than in `limits`. */
  bounds?: Partial<Bounds>;
  log: Logger;
}

interface GatewayStats {
  chargers: number;
  dashboards: number;
  /** TCP connections, and those of them whose CONNECT has not come. */
  connections: number;
  handshakes: number;
  /** Connections refused since the start. */
  refused: number;
  /** What the dashboard has not acknowledged, and how many messages were refused to chargers for want of room; null: none is awaited. */
  journal: (JournalStats & { refused: number }) | null;
}

export interface Gateway {
  port: number;
  stats(): GatewayStats;
  /** Connections from now on get this certificate; those that stand keep theirs. */
  renewCertificate(tls: TlsMaterial): void;
  close(): Promise<void>;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

function openKept({ awaited, log }: GatewayOptions): KeptSession | null {
  if (!awaited) return null;
  const journal = openJournal({ ...awaited.journal, log, now: Date.now });
  return new KeptSession(awaited.clientId, journal, limits, log, Date.now);
}

/**
 * The embedded broker: chargers on the device side (Azure IoT Hub's MQTT protocol), dashboards on the fleet side.
 * @throws when the enrolment cannot be read, the journal cannot be used, or the port cannot be had.
 */
export async function startGateway(options: GatewayOptions, source: EnrolmentSource): Promise<Gateway> {
  const { host, dashboard, pricesPassword = null, log } = options;
  const bounds: Bounds = { ...limits, ...options.bounds };
  const kept = openKept(options);
  const sessions = new Sessions(kept);
  const broker = await Aedes.createBroker({
    persistence: sessions,
    // No queue between clients: each waits for its own messages, and draining the broker's queue can overflow the stack.
    concurrency: 0,
    connectTimeout: bounds.connectMs,
    drainTimeout: limits.drainMs,
  });
  const closeBroker = () => new Promise<void>((resolve) => broker.close(resolve));
  const peers = new WeakMap<Client, Peer>();
  const peerOf = (client: Client) => peers.get(client);
  let roll: Roll | null = null;
  let meters: Meters | null = null;
  let news: JournalNews | null = null;
  let stopResending: (() => void) | null = null;
  const presence = new Presence(broker, sessions, kept, (deviceId) => roll?.find(deviceId) != null, log);
  const end = (peer: Peer, reason: string): void => {
    log.info({ client: peer.client.id, address: peer.address, reason }, "ended a connection");
    peer.client.close();
  };

  const now = () => performance.now();
  const loop = watchLoop(now);
  const commands = createCommandWatch({ ...bounds, loop, now, log });
  let listener: Awaited<ReturnType<typeof openListener>> | null = null;
  try {
    roll = await openRoll(source, followRoll(presence, sessions, end, log), log);
    // The fleet's first word about every charger is in place before anybody can connect.
    await nextTurn();
    if (options.awaited) sessions.open(options.awaited.clientId, options.awaited.filters);
    const meterChanged = (clientId: string) => {
      const peer = presence.find(clientId);
      if (peer) end(peer, "it was removed, or got another password or topic");
    };
    meters = await openMeters(source, meterChanged, log);
    const own = () => ({ host, port: listener?.port ?? options.port, dashboard, pricesPassword });
    const admission = createAdmission(roll, meters, own, end, log);
    giveRules(broker, { peerOf, admission, presence, roll, kept, log });
    follow(broker, peerOf, presence, kept, end, log);
    news = kept && openJournalNews(kept, () => presence.dashboards());
    stopResending =
      kept &&
      openResending(kept, (client) => {
        const peer = peerOf(client);
        if (peer) end(peer, "there is room again for what was refused to it");
      });
    broker.on("subscribe", (filters, client) => {
      const peer = peerOf(client);
      if (peer && filters.some(({ topic }) => topic === gatewayTopic(client.id))) news?.tell(peer);
    });
    const arrive = accept(broker, peers, presence, commands, log);
    listener = await openListener({ ...options, bounds }, arrive, createSlowDown(limits.failures), log);
    const { port, renewCertificate, count, close } = listener;
    const opened = roll;
    const openedMeters = meters;
    return {
      port,
      renewCertificate,
      stats: () => ({
        ...presence.count(),
        ...count(),
        refused: admission.refused(),
        journal: kept?.stats() ?? null,
      }),
      async close() {
        loop.stop();
        news?.stop();
        stopResending?.();
        openedMeters.close();
        await close();
        await closeBroker();
        await opened.close();
        await kept?.journal.close();
      },
    };
  } catch (error) {
    loop.stop();
    news?.stop();
    stopResending?.();
    await closeBroker();
    meters?.close();
    await roll?.close();
    await kept?.journal.close();
    throw error;
  }
}

function followRoll(
  presence: Presence,
  sessions: Sessions,
  end: (peer: Peer, reason: string) => void,
  log: Logger,
): RollListener {
  return {
    added: (deviceId) => presence.tell(deviceId, { connected: false, at: Date.now() }),
    removed(deviceId) {
      const peer = presence.find(deviceId);
      sessions.forgetSession(deviceId);
      if (peer) end(peer, "it was removed");
      else presence.tell(deviceId, { connected: false, at: Date.now() });
    },
    keyChanged(deviceId) {
      const peer = presence.find(deviceId);
      if (peer) end(peer, "its key was changed");
    },
    desiredChanged(deviceId, before, after) {
      const peer = presence.find(deviceId);
      if (peer) tellDesired(peer, before, after, log);
    },
  };
}

/** Follows what the broker tells of its clients. */
function follow(
  broker: Aedes,
  peerOf: (client: Client) => Peer | undefined,
  presence: Presence,
  kept: KeptSession | null,
  end: (peer: Peer, reason: string) => void,
  log: Logger,
): void {
  broker.on("connackSent", ({ returnCode }, client) => {
    const peer = peerOf(client);
    if (peer && returnCode === 0 && kept?.has(client)) kept.attach(peer);
  });
  broker.on("client", (client) => {
    const peer = peerOf(client);
    if (!peer) return;
    presence.arrived(peer);
    // It may have been removed between being let in and being one of the broker's.
    if (peer.identity?.kind === "charger" && !presence.isEnrolled(client.id)) end(peer, "it was removed");
  });
  broker.on("clientReady", (client) => {
    const peer = peerOf(client);
    if (!peer) return;
    presence.ready(peer);
    log.info({ client: client.id, address: peer.address }, "a client connected");
  });
  broker.on("unsubscribe", (filters, client) => {
    for (const filter of filters) peerOf(client)?.filters.delete(filter);
  });
  broker.on("clientError", (client, error) => {
    const said = { client: cut(client.id, 64), address: peerOf(client)?.address, reason: error.message };
    if (error instanceof Violation) log.warn({ ...said, detail: error.detail }, "ended a connection");
    else log.info(said, "a connection failed");
  });
  const rarely = createRareLog(log, () => performance.now());
  broker.on("connectionError", (client, error) => {
    const said = { address: peerOf(client)?.address, reason: error.message };
    rarely("info", said, "a connection failed before it was one");
  });
  const emitter: EventEmitter = broker;
  emitter.on("error", (error: Error) => log.error({ reason: error.message }, "the broker failed"));
}

/** Takes each new connection to the broker and follows it to its end. */
function accept(
  broker: Aedes,
  peers: WeakMap<Client, Peer>,
  presence: Presence,
  commandWatch: CommandWatch,
  log: Logger,
) {
  const bySocket = new WeakMap<TLSSocket, Peer>();
  return {
    connection(socket: TLSSocket, address: string, tcp: Socket): void {
      const commands = commandWatch.follow(tcp, socket);
      const client = broker.handle(socket);
      const filters = new Set<string>();
      const unproven = { identity: null, pacer: null, expiry: null, slowedAt: 0 };
      const peer: Peer = { client, socket, address, commands, filters, ...unproven };
      peers.set(client, peer);
      bySocket.set(socket, peer);
      socket.once("close", () => {
        if (peer.expiry) clearTimeout(peer.expiry);
        presence.left(peer);
        if (peer.identity) log.info({ client: client.id, address }, "a client left");
      });
    },
    fault(socket: TLSSocket, reason: string): void {
      const peer = bySocket.get(socket);
      log.warn({ client: peer?.client.id, address: peer?.address, reason }, "ended a connection");
    },
  };
}
