import { randomUUID } from "node:crypto";
import { type IClientPublishOptions, type IPublishPacket, MqttClient } from "mqtt";
import type { Arrival } from "../protocol/message";
import { decodeGatewayJournal, gatewayTopic } from "../protocol/product/gateway-journal";
import { decodeMeter } from "../protocol/product/meter";
import { unstamped } from "../protocol/product/stamp";
import { encodeMarker } from "../protocol/product/topics";
import { protocols as known } from "../protocol/registry";
import { flagsOf } from "./kept-flags";
import { type LinkReason, reasonOf } from "./link-reason";
import type { Address, BrokerOptions } from "./options";
import { openTransport } from "./transport";

export interface ConnectionEvents {
  arrival(arrival: Arrival): void;
  /** Subscribed, and the own marker has come back: what arrives from now on is of now. */
  up(): void;
  /** A message could not be taken in; it is kept all the same, where there is a journal. */
  failed(error: unknown): void;
  /** The broker does not let this topic be read; everything else goes on. */
  meterRefused(topic: string, detail: string): void;
  /** Once; nothing follows it. */
  down(reason: LinkReason, detail: string): void;
}

/** An order on its way; with MQTT 5 the broker throws it away when it is no longer good. */
export interface OutgoingOrder {
  topic: string;
  payload: string;
  goodForMs: number;
}

/** One connection to the broker, from the first packet to its end; it never reconnects and never queues. */
export interface Connection {
  publish(order: OutgoingOrder): boolean;
  /** Reads these meters from now on, and no others. */
  meters(topics: ReadonlySet<string>): void;
  close(): Promise<void>;
}

/**
 * How long to wait for what. `silentMs` is above the keep-alive, so that a ping has been answered by then, and below 1.5 times of
 * it, where a broker gives up.
 */
export interface Timings {
  keepaliveS: number;
  silentMs: number;
  watchMs: number;
  openMs: number;
  markerMs: number;
}
const usual: Timings = { keepaliveS: 15, silentMs: 19_000, watchMs: 2_500, openMs: 10_000, markerMs: 5_000 };
const sessionS = 24 * 3600;
/** The client handles all packets that have come before timers and other sockets have their turn: after so many they have it. */
const packetsPerTurn = 64;

/** Opens one connection: TCP, TLS, MQTT, subscriptions, marker. */
export function openConnection(
  address: Address,
  options: BrokerOptions,
  on: ConnectionEvents,
  wanted: ReadonlySet<string>,
  timings: Timings = usual,
): Connection {
  const { silentMs, watchMs, openMs, markerMs } = timings;
  const now = options.now ?? Date.now;
  const { reading, protocols = known } = options;
  const keep = reading.kind === "session" ? reading.keep : null;
  /** Only the gateway tells of itself. */
  const ofGateway = options.stamps ? gatewayTopic(options.clientId) : null;
  let isRefusing = false;
  let packets = 0;
  const token = randomUUID();
  const transport = openTransport(address, options);
  const { socket } = transport;
  let client: MqttClient | null = null;
  let backlog = true;
  let ended = false;
  let subscribed = false;
  let meters = wanted;
  let bytesRead = 0;
  let readAt = performance.now();
  let markerDueAt = Number.POSITIVE_INFINITY;

  const end = (reason: LinkReason, detail: string) => {
    if (ended) return;
    ended = true;
    clearTimeout(opening);
    clearInterval(watch);
    transport.reset();
    client?.end(true);
    on.down(reason, detail);
  };
  const fail = (error: Error) => end(reasonOf(error), error.message);
  const opening = setTimeout(() => end("timedOut", `no connection within ${openMs / 1000} s`), openMs);
  const watch = setInterval(() => {
    const at = performance.now();
    if (socket.bytesRead !== bytesRead) {
      bytesRead = socket.bytesRead;
      readAt = at;
    }
    // A long backlog delays the marker, so its time runs from the last byte that came.
    if (at > markerDueAt && at - readAt > markerMs) end("markerRefused", "the own marker did not come back");
    else if (isRefusing && keep?.hasRoom()) end("connectionLost", "what was not kept is asked for again");
    else if (at - readAt > silentMs) end("silent", `nothing heard for ${silentMs / 1000} s`);
  }, watchMs);

  const receive = (topic: string, payload: Buffer, packet: IPublishPacket) => {
    if (ended) return;
    // A session outlives the wish to read a meter.
    if (topic === ofGateway) receiveOfGateway(payload, packet);
    else if (protocols.isTopic(topic)) receiveOfFleet(topic, payload, packet);
    else if (!meters.has(topic)) client?.unsubscribe(topic);
    else {
      const receivedAt = now();
      const how = { backlog, timed: !backlog, retained: packet.retain, dup: packet.dup };
      on.arrival({ message: decodeMeter(topic, payload, receivedAt), receivedAt, ...how });
    }
  };

  const receiveOfGateway = (payload: Buffer, { retain, dup }: IPublishPacket) => {
    const receivedAt = now();
    const message = decodeGatewayJournal(payload, receivedAt);
    on.arrival({ message, receivedAt, backlog, timed: true, retained: retain, dup });
  };

  const receiveOfFleet = (stampedTopic: string, payload: Buffer, packet: IPublishPacket) => {
    const stamp = options.stamps ? unstamped(stampedTopic) : null;
    const topic = stamp?.topic ?? stampedTopic;
    const receivedAt = stamp?.arrivedAt ?? now();
    // Of what the gateway delivers again it says itself whether the charger had marked it.
    const dup = stamp?.dup ?? packet.dup;
    // What a charger's broker keeps as its last word is one that waited there.
    const lastWord = packet.retain && protocols.retainedCounts(topic);
    const waited = backlog || lastWord;
    const how = {
      backlog: waited,
      timed: stamp !== null || !waited,
      retained: packet.retain && !lastWord,
      dup,
    };
    const message = protocols.decode(topic, payload, receivedAt);
    if (message.kind === "marker") {
      if (message.token !== token || !backlog) return;
      backlog = false;
      markerDueAt = Number.POSITIVE_INFINITY;
      on.up();
      return;
    }
    if (keep !== null && !packet.retain) {
      const entry = { arrivedAt: receivedAt, flags: flagsOf(how), topic, payload };
      if (keep.append(entry, packet.qos === 1) === null) isRefusing ||= packet.qos === 1;
    }
    on.arrival({ message, receivedAt, ...how });
  };

  /** Nothing is acknowledged that is not kept; once something was refused, nothing at all until the broker sends it again. */
  const handle = (packet: IPublishPacket, done: (error?: Error) => void) => {
    try {
      receive(packet.topic, typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload, packet);
    } catch (error) {
      on.failed(error);
    }
    const next = isRefusing && packet.qos === 1 ? () => done(new Error("not kept")) : () => done();
    packets += 1;
    if (packets % packetsPerTurn === 0) setImmediate(next);
    else next();
  };

  // At QoS 0: a reading that waited for us would be worth nothing.
  const subscribeMeters = (mqtt: MqttClient, topics: readonly string[]) => {
    for (const topic of topics) {
      mqtt.subscribe(topic, { qos: 0 }, (error, granted) => {
        const refused = error?.message ?? (granted?.some(({ qos }) => qos >= 128) ? "refused" : null);
        if (!ended && refused !== null) on.meterRefused(topic, refused);
      });
    }
  };

  const subscribe = (mqtt: MqttClient) => {
    clearTimeout(opening);
    const filters = protocols.subscriptions(options.clientId).map(({ filter, qos }) => {
      return [filter, { qos: reading.kind === "session" ? qos : 0 }] as const;
    });
    mqtt.subscribe(Object.fromEntries(filters), (refused) => {
      if (ended) return;
      if (refused) return end("subscriptionRefused", refused.message);
      subscribed = true;
      subscribeMeters(mqtt, [...meters]);
      if (ofGateway !== null) {
        mqtt.subscribe(ofGateway, { qos: 0 }, (error) => {
          if (error && !ended) on.failed(error);
        });
      }
      const marker = encodeMarker(options.clientId, token);
      markerDueAt = performance.now() + markerMs;
      mqtt.publish(marker.topic, marker.payload, { qos: 1 }, (error) => {
        if (error && !ended) end("markerRefused", error.message);
      });
    });
  };

  socket.on("error", fail);
  socket.on("close", () => end("connectionLost", "the connection was closed"));
  socket.once("connect", () => {
    if (ended) return;
    const stream = transport.stream();
    stream.on("error", fail);
    const mqtt = new MqttClient(() => stream, mqttOptions(options, timings));
    client = mqtt;
    mqtt.on("error", fail);
    mqtt.on("close", () => end("connectionLost", "the connection was closed"));
    mqtt.on("disconnect", (packet) => {
      const taken = packet.reasonCode === 142;
      end(taken ? "takenOver" : "connectionLost", `the broker ended it with code ${packet.reasonCode}`);
    });
    mqtt.handleMessage = handle;
    // Whether the broker is there is told by any byte (`watch`): its answer to a ping may stand behind a long backlog.
    mqtt.onKeepaliveTimeout = () => mqtt.sendPing();
    mqtt.on("connect", () => subscribe(mqtt));
  });

  return {
    publish: ({ topic, payload, goodForMs }) => {
      if (ended || backlog || !client?.connected) return false;
      client.publish(topic, payload, orderOptions(options, goodForMs));
      return true;
    },
    meters: (topics) => {
      const before = meters;
      meters = new Set(topics);
      if (ended || !subscribed || !client?.connected) return;
      const gone = [...before].filter((topic) => !topics.has(topic));
      if (gone.length > 0) client.unsubscribe(gone);
      subscribeMeters(
        client,
        [...topics].filter((topic) => !before.has(topic)),
      );
    },
    close: async () => {
      if (ended) return;
      ended = true;
      clearTimeout(opening);
      clearInterval(watch);
      if (client?.connected) await farewell(client);
      socket.destroy();
    },
  };
}

function mqttOptions({ clientId, username, password, protocolVersion, reading }: BrokerOptions, timings: Timings) {
  const clean = reading.kind === "now";
  return {
    clientId,
    username,
    password,
    protocolVersion,
    clean,
    keepalive: timings.keepaliveS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    connectTimeout: timings.openMs,
    ...(protocolVersion === 5 && !clean && { properties: { sessionExpiryInterval: sessionS } }),
  };
}

/** A command goes out now or never; with MQTT 5 the broker, too, throws it away when nobody waits for its answer any more. */
function orderOptions({ protocolVersion }: BrokerOptions, goodForMs: number): IClientPublishOptions {
  if (protocolVersion === 4) return { qos: 0 };
  return { qos: 0, properties: { messageExpiryInterval: Math.ceil(goodForMs / 1_000) } };
}

/** Says goodbye, and waits at most a second for it to be written. */
function farewell(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 1000);
    client.end(false, () => {
      clearTimeout(late);
      resolve();
    });
  });
}
