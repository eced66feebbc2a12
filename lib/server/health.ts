/** What works, without a name or an address: anybody may ask. */
export interface Health {
  /** The process answers. */
  live: true;
  /** Pages can be served with what is needed to sign in and to give commands: the store has been read and is up. */
  ready: boolean;
  broker: { up: boolean; since: number };
  store: { up: boolean; since: number };
  stream: { readers: number };
  lastMessageAt: number | null;
}
