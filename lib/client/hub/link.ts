import type { FromHub, ToHub } from "./hub-protocol";

/** A tab's way to the hub. `close` says goodbye first. */
export interface Link {
  send(message: ToHub): void;
  close(): void;
}

/** Opens a way to a hub; `take` gets what the hub says. `name` keeps the hubs of different people and builds apart. */
export type OpenLink = (name: string, take: (message: FromHub) => void) => Link;
