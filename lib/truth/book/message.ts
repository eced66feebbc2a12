/** One observation as a charger took it; `value` null: cleared. */
export interface Word {
  id: number;
  value: string | null;
  /** When it was taken, ms, by the world's clock. */
  at: number;
  /** The same by the charger's own clock: what it said. */
  ownAt: number;
  message: Message;
}

/** What a charger said in one message. */
export interface Message {
  /** Position among all that this charger has said. */
  order: number;
  words: readonly Word[];
  writtenAt: number;
  /** When it first went out, ms; null: not yet. */
  sentAt: number | null;
  /** When its PUBACK came, ms; null: never. */
  acknowledgedAt: number | null;
  /** It is a start-up bundle: it says anew all that holds. */
  startUp: boolean;
}

/** Whether a message had been acknowledged at an instant. */
export const wasAcknowledged = ({ acknowledgedAt }: Message, at: number): boolean =>
  acknowledgedAt !== null && acknowledgedAt <= at;
