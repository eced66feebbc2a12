import { backOffMs } from "../domain/back-off";
import type { ChargerMessage } from "../domain/charger-message";
import type { DeviceId } from "../domain/ids";
import type { ChargerOrder } from "../protocol/charger-order";
import { unansweredMs } from "../protocol/dialect";
import type { Arrival } from "../protocol/message";
import { pricesFilter } from "../protocol/product/prices";
import { isClientId } from "../protocol/product/topics";
import { protocols as known } from "../protocol/registry";
import { sentMessage } from "./charger-message";
import { type Connection, type ConnectionEvents, openConnection } from "./connection";
import type { LinkReason } from "./link-reason";
import { createMerging } from "./merging";
import { addressOf, type BrokerOptions } from "./options";

export interface BrokerEvents {
  arrival(arrival: Arrival): void;
  /**
   * What went between a charger and the dashboard, as it was on the wire and before anything is merged: all that is sent; what is
   * received from the session, which one dashboard at a time reads. Its payload may not be kept.
   */
  message?(message: ChargerMessage): void;
  /** A message could not be taken in: a fault of the program. */
  failed(error: unknown): void;
  /**
   * Up: subscribed, and everything that waited in the session has arrived. Down: why, as a code (`LinkReason`), with the
   * error's own words as detail for the log; again for each attempt that failed for another reason.
   */
  link(up: boolean, reason: LinkReason | null, detail?: string): void;
  /** The broker does not let a topic of a meter or of prices be read. */
  topicRefused?(topic: string, detail: string): void;
  /** A charger sends too many messages: so many of them were merged in about a second. */
  merged?(deviceId: DeviceId, messages: number): void;
}

export interface BrokerDoor {
  connected(): boolean;
  /** Sends an order now or never. False: there is no link, or its charger has no such order, and nothing went out. */
  send(deviceId: DeviceId, rid: string, order: ChargerOrder): Promise<boolean>;
  /** Which meters' topics are read, from now on and after each reconnect. Their readings come as arrivals. */
  readMeters(topics: ReadonlySet<string>): void;
  /** Brings as arrivals, now, all that is kept and was merged so far. */
  flush(): void;
  /** Ends the connection; the session and what gathers in it stay at the broker. */
  close(): Promise<void>;
}

const waits = { firstMs: 500, longestMs: 15_000 };
/** For so long prices are not asked for again at a broker that ends the connection of who asks, ms. */
const withoutPricesMs = 3_600_000;

/**
 * The dashboard's door to MQTT. Keeps a connection to any broker, with a persistent session: telemetry, answers, connections at
 * QoS 1, subscribed anew at each connect. What arrives before the marker of the present connection is flagged as backlog. Messages
 * of one charger that tell measurements alone are merged beyond its rate, and arrive up to 100 ms later than they were kept.
 *
 * @throws Error when the options can never work: the address, or the client id.
 */
export function openBroker(options: BrokerOptions, on: BrokerEvents): BrokerDoor {
  const address = addressOf(options.url);
  if (!isClientId(options.clientId)) {
    throw new Error("The client id may have letters, digits, '.', '_' and '-', at most 64");
  }
  let connection: Connection | null = null;
  let up = false;
  let closed = false;
  let failures = 0;
  let told: LinkReason | null = null;
  let retry: NodeJS.Timeout | undefined;
  let meters: ReadonlySet<string> = new Set();
  let pricesFrom = 0;

  const protocols = options.protocols ?? known;
  const now = options.now ?? Date.now;
  const message = (one: ChargerMessage) => on.message?.(one);
  const merging = createMerging({
    arrival: on.arrival,
    failed: on.failed,
    merged: (deviceId, messages) => on.merged?.(deviceId, messages),
  });

  const open = () => {
    const events: ConnectionEvents = {
      arrival: merging.take,
      message,
      failed: on.failed,
      topicRefused: (topic, detail) => on.topicRefused?.(topic, detail),
      pricesUnanswered: () => {
        pricesFrom = performance.now() + withoutPricesMs;
        on.topicRefused?.(pricesFilter, "the connection ended instead of an answer");
      },
      up: () => {
        merging.flush();
        up = true;
        failures = 0;
        told = null;
        on.link(true, null);
      },
      down: (reason, detail) => {
        merging.flush();
        const changed = up || reason !== told;
        up = false;
        connection = null;
        told = reason;
        retry = setTimeout(open, backOffMs(waits, failures++, Math.random()));
        if (changed) on.link(false, reason, detail);
      },
    };
    connection = openConnection(address, options, events, { meters, prices: performance.now() >= pricesFrom });
  };
  open();

  return {
    connected: () => up,
    send: async (deviceId, rid, order) => {
      if (!up || !connection) return false;
      const dialect = protocols.of(deviceId);
      const encoded = dialect.encode(deviceId, rid, order);
      if (encoded === null) return false;
      const isOut = connection.publish({ ...encoded, goodForMs: dialect.answerWithinMs ?? unansweredMs });
      if (isOut) message(sentMessage(deviceId, encoded.topic, encoded.payload, now()));
      return isOut;
    },
    readMeters: (topics) => {
      meters = topics;
      connection?.meters(topics);
    },
    flush: merging.flush,
    close: async () => {
      if (closed) return;
      closed = true;
      up = false;
      merging.close();
      clearTimeout(retry);
      await connection?.close();
    },
  };
}
