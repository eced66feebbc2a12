import { randomUUID } from "node:crypto";
import type { MqttClient } from "mqtt";
import type { ChargerMessage } from "../domain/charger-message";
import type { Arrival } from "../protocol/message";
import { gatewayTopic } from "../protocol/product/gateway-journal";
import { pricesFilter } from "../protocol/product/prices";
import { encodeMarker } from "../protocol/product/topics";
import { protocols as known } from "../protocol/registry";
import { type LinkReason, reasonOf } from "./link-reason";
import { farewell, openClient, orderOptions } from "./mqtt-client";
import type { Address, BrokerOptions } from "./options";
import { createReceiver, timedMarker } from "./receiver";
import { openTransport } from "./transport";

export interface ConnectionEvents {
  /** `measured`: it tells measurements alone. */
  arrival(arrival: Arrival, measured: boolean): void;
  /** What a charger said, as it came; of the session alone. Its payload may not be kept. */
  message(message: ChargerMessage): void;
  /** Subscribed, and the own marker has come back: what arrives from now on is of now. */
  up(): void;
  /** A message could not be taken in; it is kept all the same, where there is a journal. */
  failed(error: unknown): void;
  /** The broker does not let this topic of a meter or of prices be read; everything else goes on. */
  topicRefused(topic: string, detail: string): void;
  /** The connection ended before it was said whether prices may be read: some brokers refuse a topic in this way. Before `down`. */
  pricesUnanswered(): void;
  /** Once; nothing follows it. */
  down(reason: LinkReason, detail: string): void;
}

/** An order on its way; with MQTT 5 the broker throws it away when it is no longer good. */
interface OutgoingOrder {
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

/** What is read where the broker lets it be read. */
interface Wanted {
  meters: ReadonlySet<string>;
  prices: boolean;
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
  /** How often it is measured how late what comes is. */
  measureMs: number;
}
const usual: Timings = {
  keepaliveS: 15,
  silentMs: 19_000,
  watchMs: 2_500,
  openMs: 10_000,
  markerMs: 5_000,
  measureMs: 1_000,
};

/** Opens one connection: TCP, TLS, MQTT, subscriptions, marker. */
export function openConnection(
  address: Address,
  options: BrokerOptions,
  on: ConnectionEvents,
  wanted: Wanted,
  timings: Timings = usual,
): Connection {
  const { silentMs, watchMs, openMs, markerMs } = timings;
  const { reading, protocols = known } = options;
  const token = randomUUID();
  const transport = openTransport(address, options);
  const { socket } = transport;
  let client: MqttClient | null = null;
  let ended = false;
  let subscribed = false;
  let meters = wanted.meters;
  let isPricesAsked = false;
  let bytesRead = 0;
  let readAt = performance.now();
  let markerDueAt = Number.POSITIVE_INFINITY;

  const end = (reason: LinkReason, detail: string) => {
    if (ended) return;
    ended = true;
    clearTimeout(opening);
    clearInterval(watch);
    clearInterval(measuring);
    transport.reset();
    client?.end(true);
    if (isPricesAsked) on.pricesUnanswered();
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
    else if (receiver.couldKeepAgain()) end("connectionLost", "what was not kept is asked for again");
    else if (at - readAt > silentMs) end("silent", `nothing heard for ${silentMs / 1000} s`);
  }, watchMs);
  // A gateway that stamps what it passes on says itself when that came.
  const measuring = setInterval(() => {
    if (options.stamps || receiver.inBacklog() || !client?.connected) return;
    const { topic, payload } = encodeMarker(options.clientId, timedMarker(token, (options.now ?? Date.now)()));
    client.publish(topic, payload, { qos: 1 });
  }, timings.measureMs);

  const receiver = createReceiver(options, token, {
    arrival: on.arrival,
    message: on.message,
    failed: on.failed,
    marker() {
      markerDueAt = Number.POSITIVE_INFINITY;
      on.up();
    },
    isMeter: (topic) => meters.has(topic),
    // A session outlives the wish to read a meter.
    unwanted: (topic) => client?.unsubscribe(topic),
  });

  const subscribeIfLet = (mqtt: MqttClient, topic: string, qos: 0 | 1, answered = () => {}) => {
    mqtt.subscribe(topic, { qos }, (error, granted) => {
      if (ended) return;
      answered();
      const refused = error?.message ?? (granted?.some((one) => one.qos >= 128) ? "refused" : null);
      if (refused !== null) on.topicRefused(topic, refused);
    });
  };

  const subscribePrices = (mqtt: MqttClient) => {
    isPricesAsked = true;
    subscribeIfLet(mqtt, pricesFilter, reading.kind === "session" ? 1 : 0, () => {
      isPricesAsked = false;
    });
  };

  // At QoS 0: a reading that waited for us would be worth nothing.
  const subscribeMeters = (mqtt: MqttClient, topics: readonly string[]) => {
    for (const topic of topics) subscribeIfLet(mqtt, topic, 0);
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
      if (wanted.prices) subscribePrices(mqtt);
      if (options.stamps) {
        mqtt.subscribe(gatewayTopic(options.clientId), { qos: 0 }, (error) => {
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
    const mqtt = openClient(stream, options, timings.keepaliveS, openMs);
    client = mqtt;
    mqtt.on("error", fail);
    mqtt.on("close", () => end("connectionLost", "the connection was closed"));
    mqtt.on("disconnect", (packet) => {
      const taken = packet.reasonCode === 142;
      end(taken ? "takenOver" : "connectionLost", `the broker ended it with code ${packet.reasonCode}`);
    });
    // Acknowledgements are held in the stream until what they acknowledge is written, at once for all that came in this turn.
    let isHeld = false;
    const release = () => {
      isHeld = false;
      if (receiver.write()) stream.uncork();
      else if (ended) transport.reset();
      else end("connectionLost", "what could not be kept is asked for again");
    };
    mqtt.handleMessage = (packet, done) => {
      if (!isHeld) {
        isHeld = true;
        stream.cork();
        setImmediate(release);
      }
      receiver.handle(packet, ended, done);
    };
    mqtt.on("connect", () => subscribe(mqtt));
  });

  return {
    publish: ({ topic, payload, goodForMs }) => {
      if (ended || receiver.inBacklog() || !client?.connected) return false;
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
      clearInterval(measuring);
      if (!receiver.write()) transport.reset();
      else if (client?.connected) await farewell(client);
      socket.destroy();
    },
  };
}
