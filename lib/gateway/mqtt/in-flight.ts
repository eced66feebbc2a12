const mostIds = 65_535;

/**
 * The messages that were sent to a session at QoS 1 and not acknowledged, by sequence and packet id, oldest first. Outlives
 * connections: what is sent again goes out under the id that it had.
 */
export class InFlight {
  /** Ascending: messages are sent in order. */
  readonly #ids = new Map<number, number>();
  /** null: a message without a sequence, of this connection alone. */
  readonly #sequences = new Map<number, number | null>();
  #lastId = 0;
  #sentUpTo: number;

  /** @param sentUpTo what comes after this sequence was never sent. */
  constructor(sentUpTo: number) {
    this.#sentUpTo = sentUpTo;
  }

  get size(): number {
    return this.#sequences.size;
  }

  /** The newest that was ever sent. */
  get sentUpTo(): number {
    return this.#sentUpTo;
  }

  /** All up to here are acknowledged. */
  get acknowledgedUpTo(): number {
    const [oldest] = this.#ids.keys();
    return oldest === undefined ? this.#sentUpTo : oldest - 1;
  }

  /** The id under which a message was sent; undefined: it was acknowledged. */
  idOf(sequence: number): number | undefined {
    return this.#ids.get(sequence);
  }

  /** Sends a message, newer than all before, or one without a sequence. @returns its packet id. */
  send(sequence: number | null): number {
    do this.#lastId = (this.#lastId % mostIds) + 1;
    while (this.#sequences.has(this.#lastId));
    this.#sequences.set(this.#lastId, sequence);
    if (sequence !== null) {
      this.#ids.set(sequence, this.#lastId);
      this.#sentUpTo = sequence;
    }
    return this.#lastId;
  }

  /** @returns whether a message with a sequence was on its way under this id. */
  acknowledge(id: number): boolean {
    const sequence = this.#sequences.get(id);
    this.#sequences.delete(id);
    return sequence != null && this.#ids.delete(sequence);
  }

  /** The connection is gone, and with it what belonged to it alone. */
  disconnected(): void {
    for (const [id, sequence] of this.#sequences) if (sequence === null) this.#sequences.delete(id);
  }
}
