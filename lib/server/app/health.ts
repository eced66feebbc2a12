/** What works, without a name or an address: anybody may ask. */
export interface Health {
  /** The process answers. */
  live: true;
  /** Pages can be served: people and topology are known. A link that goes down later leaves the live view as it is. */
  ready: boolean;
  broker: { up: boolean; since: number };
  store: { up: boolean; since: number };
  stream: { readers: number };
  lastMessageAt: number | null;
  /** What is acknowledged and not in the store yet; `dropped`: measurements let go for want of room since the start. */
  journal: { bytes: number; dropped: number; oldestAt: number | null };
  /** What waits for the database to go into the message log; `dropped`: messages left out of it since the start. */
  messageLog: { bytes: number; dropped: number };
  /** Rows of history for which there was no room while the database was away. */
  history: { dropped: number };
  /** Quarter-hours that were published by MQTT and could not be kept. */
  prices: { dropped: number };
}
