/** A message that is delivered now or never: it waits only for older ones. */
export interface PassingMessage {
  topic: string;
  payload: Buffer;
  qos: 0 | 1;
  retain: boolean;
  /** Comes after the kept messages up to this sequence. */
  after: number;
}

export interface PassingLimits {
  messages: number;
  bytes: number;
}

interface Waiting extends PassingMessage {
  gone: boolean;
}

/** A queue that gives back its room now and then. */
class Queue<T> {
  #items: T[] = [];
  #head = 0;

  push(item: T): void {
    this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#head];
  }

  shift(): void {
    this.#head += 1;
    if (this.#head < 1_024 && this.#head < this.#items.length) return;
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}

/**
 * What waits to be delivered now or never, in order. Bounded: the oldest telemetry goes first (QoS 0 promises nothing); markers
 * and retained messages, which a client asks for one by one, stay.
 */
export class Passing {
  readonly #all = new Queue<Waiting>();
  readonly #droppable = new Queue<Waiting>();
  #messages = 0;
  #bytes = 0;
  /** How many were let go. */
  dropped = 0;

  constructor(readonly limits: PassingLimits) {}

  push(message: PassingMessage): void {
    const waiting = { ...message, gone: false };
    this.#all.push(waiting);
    if (message.qos > 0 || message.retain) return;
    this.#droppable.push(waiting);
    this.#messages += 1;
    this.#bytes += message.payload.length;
    while (this.#messages > this.limits.messages || this.#bytes > this.limits.bytes) this.#dropOldest();
  }

  /** The next one; it stays until it is taken by `shift`. */
  peek(): PassingMessage | undefined {
    for (let next = this.#all.peek(); next?.gone; next = this.#all.peek()) this.#all.shift();
    return this.#all.peek();
  }

  shift(): void {
    const next = this.#all.peek();
    this.#all.shift();
    if (!next || next !== this.#droppable.peek()) return;
    this.#forget(next);
  }

  #dropOldest(): void {
    const oldest = this.#droppable.peek();
    if (!oldest) return;
    this.#forget(oldest);
    oldest.gone = true;
    oldest.payload = Buffer.alloc(0);
    this.dropped += 1;
  }

  #forget(waiting: Waiting): void {
    this.#messages -= 1;
    this.#bytes -= waiting.payload.length;
    this.#droppable.shift();
  }
}
