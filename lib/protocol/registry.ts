import type { DeviceId } from "../domain/ids";
import type { Dialect, Filter } from "./dialect";
import type { Message } from "./message";
import { pricesFilter } from "./product/prices";
import { decodeProduct, isProductTopic, productFilters } from "./product/topics";
import { quoted, undecodable } from "./read/undecodable";
import { zaptec } from "./zaptec/zaptec";

/** Every dialect that the product speaks, one row for each. */
const rows = [zaptec] as const;

/** All that chargers say and are told, whichever dialect they speak. */
export interface Protocols {
  /** The dialect of a charger; one that can nothing where none claims it. */
  of(deviceId: DeviceId): Dialect;
  /** What a dashboard subscribes to. */
  subscriptions(clientId: string): Filter[];
  /** Whether a topic is a dialect's or the product's own; any other is a meter's. */
  isTopic(topic: string): boolean;
  /** Whether what a broker has retained on a topic is its charger's last word; otherwise it counts for nothing. */
  retainedCounts(topic: string): boolean;
  /** Never throws. */
  decode(topic: string, payload: Uint8Array, receivedAt: number): Message;
  /** Whether a message tells measurements, and nothing else. */
  isOfMeasurements(message: Message): boolean;
}

/** Of a charger that is entered, but whose dialect is not here: nothing is heard of it, and nothing can be asked of it. */
const noDialect: Dialect = {
  ...zaptec,
  name: "none",
  productOf: () => "unknown",
  subscriptions: [],
  isTopic: () => false,
  encode: () => null,
  commands: {},
  allocates: "nothing",
  settings: null,
};

export function createProtocols(dialects: readonly Dialect[]): Protocols {
  const measurements = new Set(dialects.flatMap((dialect) => dialect.measurements));
  const dialectOf = (topic: string): Dialect | null => {
    if (isProductTopic(topic)) return null;
    for (const dialect of dialects) if (dialect.isTopic(topic)) return dialect;
    return null;
  };
  return {
    of: (deviceId) => dialects.find((dialect) => dialect.speaks(deviceId)) ?? noDialect,
    subscriptions: (clientId) => [
      ...dialects.flatMap((dialect) => dialect.subscriptions),
      ...productFilters(clientId).map((filter) => ({ filter, qos: 1 }) as const),
    ],
    isTopic: (topic) => isProductTopic(topic) || dialectOf(topic) !== null,
    retainedCounts: (topic) => dialectOf(topic)?.retained === "lastWord",
    decode(topic, payload, receivedAt) {
      if (isProductTopic(topic)) return decodeProduct(topic, payload, receivedAt);
      for (const dialect of dialects) if (dialect.isTopic(topic)) return dialect.decode(topic, payload, receivedAt);
      return undecodable(null, "badTopic", quoted(topic), payload, receivedAt);
    },
    isOfMeasurements(message) {
      if (message.kind !== "observations" || message.faults.length > 0) return false;
      return message.observations.length > 0 && message.observations.every(({ key }) => measurements.has(key));
    },
  };
}

export const protocols: Protocols = createProtocols(rows);

/** All that a dashboard reads of what is kept for it while it is away. */
export const awaitedFilters = (clientId: string): string[] => [
  ...protocols.subscriptions(clientId).map(({ filter }) => filter),
  pricesFilter,
];
