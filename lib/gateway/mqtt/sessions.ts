import { Readable } from "node:stream";
import type { AedesPublishPacket, Client, Subscription } from "aedes";
import { filterTakes } from "./filter";

interface Named {
  id: string;
}

/** The session whose messages are kept. */
interface Kept {
  clientId: string;
  acknowledged(client: Client, messageId: number): void;
}

/**
 * What the broker remembers beyond a connection, in memory: retained messages, and the subscriptions of persistent sessions.
 * Nothing is queued here: what the dashboard has missed is in the journal, and nothing that a charger hears ever is. Messages at
 * QoS 2 and wills of other brokers do not occur.
 */
export class Sessions {
  readonly #retained = new Map<string, AedesPublishPacket>();
  readonly #filters = new Map<string, Map<string, Subscription>>();

  constructor(readonly kept: Kept | null) {}

  /** A retained message is gone, without a message to anybody. */
  forgetRetained(topic: string): void {
    this.#retained.delete(topic);
  }

  /** A client may come back, but as a stranger. */
  forgetSession(clientId: string): void {
    this.#filters.delete(clientId);
  }

  /** Opens a session before its client has ever connected. */
  open(clientId: string, filters: readonly string[]): void {
    const opened = this.#filtersOf(clientId);
    for (const topic of filters) opened.set(topic, { topic, qos: 1 });
  }

  async setup(): Promise<void> {}
  async destroy(): Promise<void> {}

  /** A retained record is changed in place: a stream that is on its way to a new subscriber then carries the newest, never an older. */
  async storeRetained(packet: AedesPublishPacket): Promise<void> {
    if (packet.payload.length === 0) {
      this.#retained.delete(packet.topic);
      return;
    }
    const known = this.#retained.get(packet.topic);
    if (known) Object.assign(known, packet);
    else this.#retained.set(packet.topic, { ...packet });
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(this.#retainedFor(filters));
  }

  *#retainedFor(filters: readonly string[]): Generator<AedesPublishPacket> {
    for (const [topic, packet] of this.#retained) {
      if (filters.some((filter) => filterTakes(filter, topic))) yield packet;
    }
  }

  async addSubscriptions({ id }: Named, subscriptions: readonly Subscription[]): Promise<void> {
    const filters = this.#filtersOf(id);
    for (const { topic, qos } of subscriptions) filters.set(topic, { topic, qos: qos === 0 ? 0 : 1 });
  }

  async removeSubscriptions({ id }: Named, topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.#filters.get(id)?.delete(topic);
  }

  async subscriptionsByClient({ id }: Named): Promise<Subscription[]> {
    return [...(this.#filters.get(id)?.values() ?? [])].map((subscription) => ({ ...subscription }));
  }

  /** Asked when a client connects with a clean session. What is kept for the dashboard stays, whatever else uses its name. */
  async cleanSubscriptions({ id }: Named): Promise<void> {
    if (id !== this.kept?.clientId) this.#filters.delete(id);
  }

  async subscriptionsByTopic(): Promise<[]> {
    return [];
  }

  async outgoingEnqueue(): Promise<void> {}
  async outgoingEnqueueCombi(): Promise<void> {}
  async outgoingUpdate(): Promise<void> {}

  /** A client acknowledged a message; what is asked for is that message, which is of no use to anybody here. */
  async outgoingClearMessageId(client: Client, { messageId }: { messageId?: number }): Promise<undefined> {
    if (messageId !== undefined) this.kept?.acknowledged(client, messageId);
  }

  outgoingStream(): Readable {
    return Readable.from([]);
  }

  async incomingStorePacket(): Promise<void> {
    throw new Error("no message at QoS 2");
  }
  async incomingGetPacket(): Promise<void> {
    throw new Error("no message at QoS 2");
  }
  async incomingDelPacket(): Promise<void> {
    throw new Error("no message at QoS 2");
  }
  async cleanIncoming(): Promise<void> {}

  async putWill(): Promise<void> {}
  async delWill(): Promise<void> {}
  streamWill(): Readable {
    return Readable.from([]);
  }

  #filtersOf(clientId: string): Map<string, Subscription> {
    const known = this.#filters.get(clientId);
    if (known) return known;
    const filters = new Map<string, Subscription>();
    this.#filters.set(clientId, filters);
    return filters;
  }
}
