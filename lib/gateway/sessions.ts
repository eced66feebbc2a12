import { Readable } from "node:stream";
import type { AedesPublishPacket, Subscription } from "aedes";
import { Backlog, type BacklogLimits } from "./backlog";
import { filterTakes } from "./filter";

interface Named {
  id: string;
}

interface Session {
  filters: Map<string, Subscription>;
  /** Only dashboards have one: nothing that a charger hears is ever queued. */
  backlog: Backlog | null;
}

export interface SessionLimits {
  queue: BacklogLimits;
  /** Dashboards whose session is kept; beyond it the one that connected longest ago is forgotten. */
  dashboardSessions: number;
}

/**
 * What the broker remembers beyond a connection, in memory: retained messages, the subscriptions of persistent sessions, and what
 * dashboards that are away have missed. Takes the place of the broker's default, whose queues are unbounded and whose replay
 * after a reconnect is overtaken by newer messages. Messages at QoS 2 and wills of other brokers do not occur.
 */
export class Sessions {
  readonly #retained = new Map<string, AedesPublishPacket>();
  readonly #sessions = new Map<string, Session>();

  constructor(
    readonly limits: SessionLimits,
    readonly isDashboard: (clientId: string) => boolean,
  ) {}

  /** How many messages each dashboard's session holds and has had to let go. */
  get backlogs(): { clientId: string; messages: number; dropped: number }[] {
    return [...this.#sessions].flatMap(([clientId, { backlog }]) =>
      backlog ? [{ clientId, messages: backlog.size, dropped: backlog.dropped }] : [],
    );
  }

  /** A retained message is gone, without a message to anybody. */
  forgetRetained(topic: string): void {
    this.#retained.delete(topic);
  }

  /** A client may come back, but as a stranger. */
  forgetSession(clientId: string): void {
    this.#sessions.delete(clientId);
  }

  /** Opens a dashboard's session before it has ever connected, so that it misses nothing from now on. */
  keep(clientId: string, filters: readonly string[]): void {
    const { filters: kept } = this.#sessions.get(clientId) ?? this.#open(clientId);
    for (const topic of filters) kept.set(topic, { topic, qos: 1 });
  }

  /** Whether live delivery to this client must be left out, since a replay brings the message in its turn. */
  isReplayed(clientId: string, packet: AedesPublishPacket): boolean {
    if (packet.messageId !== undefined) return false;
    return this.#sessions.get(clientId)?.backlog?.isReplayed(packet.brokerCounter) ?? false;
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
    const session = this.#sessions.get(id) ?? this.#open(id);
    for (const { topic, qos } of subscriptions) session.filters.set(topic, { topic, qos: qos === 0 ? 0 : 1 });
  }

  async removeSubscriptions({ id }: Named, topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.#sessions.get(id)?.filters.delete(topic);
  }

  async subscriptionsByClient({ id }: Named): Promise<Subscription[]> {
    const session = this.#sessions.get(id);
    if (!session) return [];
    // Asked at every connect: the order of the map is the order in which sessions were last used.
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return [...session.filters.values()].map((subscription) => ({ ...subscription }));
  }

  async cleanSubscriptions({ id }: Named): Promise<void> {
    this.#sessions.delete(id);
  }

  /** The persistent sessions that want this topic at QoS 1. Chargers' topics are never published, so only dashboards are asked. */
  async subscriptionsByTopic(topic: string): Promise<{ clientId: string; topic: string; qos: number }[]> {
    const found = [];
    for (const [clientId, { backlog, filters }] of this.#sessions) {
      if (!backlog) continue;
      for (const { topic: filter, qos } of filters.values()) {
        if (qos === 0 || !filterTakes(filter, topic)) continue;
        found.push({ clientId, topic: filter, qos });
        break;
      }
    }
    return found;
  }

  async outgoingEnqueue({ clientId }: { clientId: string }, packet: AedesPublishPacket): Promise<void> {
    this.#sessions.get(clientId)?.backlog?.add({ ...packet });
  }

  async outgoingEnqueueCombi(subs: readonly { clientId: string }[], packet: AedesPublishPacket): Promise<void> {
    for (const { clientId } of subs) this.#sessions.get(clientId)?.backlog?.add({ ...packet });
  }

  async outgoingUpdate({ id }: Named, packet: AedesPublishPacket): Promise<void> {
    if (packet.messageId === undefined) return;
    this.#sessions.get(id)?.backlog?.sent(packet.brokerCounter, packet.messageId);
  }

  async outgoingClearMessageId(
    { id }: Named,
    { messageId }: { messageId?: number },
  ): Promise<AedesPublishPacket | undefined> {
    return messageId === undefined ? undefined : this.#sessions.get(id)?.backlog?.acknowledged(messageId);
  }

  outgoingStream({ id }: Named): Readable {
    return Readable.from(this.#sessions.get(id)?.backlog?.replay() ?? []);
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

  #open(clientId: string): Session {
    const backlog = this.isDashboard(clientId) ? new Backlog(this.limits.queue) : null;
    const session = { filters: new Map<string, Subscription>(), backlog };
    if (backlog) {
      const dashboards = [...this.#sessions].filter(([, other]) => other.backlog).map(([id]) => id);
      for (const id of dashboards.slice(0, Math.max(0, dashboards.length + 1 - this.limits.dashboardSessions))) {
        this.#sessions.delete(id);
      }
    }
    this.#sessions.set(clientId, session);
    return session;
  }
}
