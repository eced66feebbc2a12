import type { TLSSocket } from "node:tls";
import type { Client } from "aedes";
import type { DeviceId } from "../../domain/ids";
import type { ConnectionCommands } from "./command-watch";
import type { Pacer } from "./pacer";

/** What a client was found to be when it connected. */
type Identity =
  | { kind: "charger"; deviceId: DeviceId; expiresAt: number }
  | { kind: "dashboard" }
  | { kind: "meter"; topic: string }
  | { kind: "prices" };

/** One connection, from its TLS handshake to its end. */
export interface Peer {
  readonly client: Client;
  readonly socket: TLSSocket;
  readonly address: string;
  readonly commands: ConnectionCommands;
  /** null: it has not proven who it is. */
  identity: Identity | null;
  /** The filters it is subscribed to. */
  readonly filters: Set<string>;
  /** Holds its messages to the rate of its kind; null until it has one. */
  pacer: Pacer | null;
  expiry: NodeJS.Timeout | null;
  /** When its being slowed down was last logged. */
  slowedAt: number;
}

/** A client did what ends its connection. The message is the reason, for the log. */
export class Violation extends Error {
  constructor(
    reason: string,
    readonly detail: string | null = null,
  ) {
    super(reason);
    this.name = "Violation";
  }
}

/** Outside text for a log line: cut, so that nobody can fill the log. */
export function cut(text: string, length = 120): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
