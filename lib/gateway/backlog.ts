import type { AedesPublishPacket } from "aedes";

export interface BacklogLimits {
  messages: number;
  bytes: number;
}

interface Entry {
  packet: AedesPublishPacket;
  bytes: number;
  messageId: number | null;
}

interface Replay {
  queue: Entry[];
  /** Handed out, not yet written. */
  underWay: Set<number>;
  wake: (() => void) | null;
}

/** The least a message weighs beside its payload. */
const overheadBytes = 200;

/**
 * The QoS 1 messages that one persistent session has not acknowledged, oldest first. Bounded: the oldest go when there are too
 * many. Everything is found by number; the broker's own in-memory default walks the whole queue for every message.
 */
export class Backlog {
  readonly #entries = new Map<number, Entry>();
  readonly #byMessageId = new Map<number, number>();
  #replay: Replay | null = null;
  #bytes = 0;
  /** How many were let go for want of room. */
  dropped = 0;

  constructor(readonly limits: BacklogLimits) {}

  get size(): number {
    return this.#entries.size;
  }

  add(packet: AedesPublishPacket): void {
    const bytes = overheadBytes + packet.topic.length + packet.payload.length;
    const entry: Entry = { packet, bytes, messageId: null };
    this.#entries.set(packet.brokerCounter, entry);
    this.#replay?.queue.push(entry);
    this.#replay?.wake?.();
    this.#bytes += bytes;
    while (this.#entries.size > this.limits.messages || this.#bytes > this.limits.bytes) {
      const [oldest] = this.#entries.keys();
      if (oldest === undefined) return;
      this.#remove(oldest);
      this.dropped += 1;
    }
  }

  /** Whether live delivery must leave this message alone: a replay brings it, in its turn, or has brought it. */
  isReplayed(brokerCounter: number): boolean {
    const entry = this.#entries.get(brokerCounter);
    return entry !== undefined && (this.#replay !== null || entry.messageId !== null);
  }

  /** The message goes out under this packet id. */
  sent(brokerCounter: number, messageId: number): void {
    const entry = this.#entries.get(brokerCounter);
    if (entry) {
      entry.messageId = messageId;
      this.#byMessageId.set(messageId, brokerCounter);
    }
    this.#written(brokerCounter);
  }

  /** The client acknowledged this packet id. */
  acknowledged(messageId: number): AedesPublishPacket | undefined {
    const counter = this.#byMessageId.get(messageId);
    if (counter === undefined) return undefined;
    this.#byMessageId.delete(messageId);
    const entry = this.#entries.get(counter);
    if (entry?.messageId !== messageId) return undefined;
    this.#remove(counter);
    return entry.packet;
  }

  /**
   * What is to be sent after a reconnect, in order, and what is added until all of that was written: so that a message of now (a
   * marker above all) never overtakes an older one. A newer replay takes over from one that was broken off.
   */
  async *replay(): AsyncGenerator<AedesPublishPacket> {
    const replay: Replay = { queue: [...this.#entries.values()], underWay: new Set(), wake: null };
    this.#replay = replay;
    try {
      for (let next = 0; this.#replay === replay; ) {
        const entry = replay.queue[next];
        if (entry) {
          next += 1;
          const { packet, messageId } = entry;
          replay.underWay.add(packet.brokerCounter);
          yield Object.assign(packet, { dup: messageId !== null, messageId: messageId ?? undefined });
        } else if (replay.underWay.size === 0) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            replay.wake = resolve;
          });
        }
      }
    } finally {
      if (this.#replay === replay) this.#replay = null;
    }
  }

  #written(brokerCounter: number): void {
    if (this.#replay?.underWay.delete(brokerCounter)) this.#replay.wake?.();
  }

  #remove(counter: number): void {
    const entry = this.#entries.get(counter);
    if (!entry) return;
    this.#entries.delete(counter);
    this.#bytes -= entry.bytes;
    if (entry.messageId !== null && this.#byMessageId.get(entry.messageId) === counter) {
      this.#byMessageId.delete(entry.messageId);
    }
  }
}
