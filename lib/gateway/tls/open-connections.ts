import { sourceOf } from "../../domain/source-of";
import { isLoopback } from "./slow-down";

export interface ConnectionBounds {
  connections: number;
  /** That many of them are for this machine itself. */
  connectionsForLoopback: number;
  connectionsPerAddress: number;
  handshakes: number;
  handshakesPerAddress: number;
  /** A handshake that has been under way for longer makes room for a new one, ms. */
  handshakeOldMs: number;
}

/** The bound that a connection was turned away by. */
export type Bound = "connections" | "connectionsPerAddress" | "handshakes" | "handshakesPerAddress";

interface Entry {
  source: string;
  loopback: boolean;
  at: number;
}

interface Source<T> {
  connections: number;
  underWay: Set<T>;
}

/**
 * Counts connections, in all and of each address (an IPv4 address or an IPv6 /64); "under way" is one that has not yet said who it
 * is. Where an address has too many under way, a new one takes the place of the oldest if that is slow: whoever holds connections
 * open without a word shuts out neither chargers behind the same address nor the dashboard on this machine. Only slow ones give
 * way, so that a fleet that comes back at once finishes what it began.
 */
export class OpenConnections<T> {
  readonly #entries = new Map<T, Entry>();
  readonly #sources = new Map<string, Source<T>>();
  /** Oldest first. Without this machine's own, which no flood from elsewhere is to displace. */
  readonly #underWay = new Set<T>();

  constructor(
    readonly bounds: ConnectionBounds,
    readonly drop: (connection: T) => void,
  ) {}

  count(): { connections: number; handshakes: number } {
    let handshakes = 0;
    for (const { underWay } of this.#sources.values()) handshakes += underWay.size;
    return { connections: this.#entries.size, handshakes };
  }

  /** A connection was accepted. @returns the bound it is over, and then it does not count; null: it may stay. */
  opened(connection: T, address: string, now: number): Bound | null {
    const loopback = isLoopback(address);
    const name = sourceOf(address);
    const bound = this.#boundOf(name, loopback, now);
    if (bound !== null) return bound;
    const source: Source<T> = this.#sources.get(name) ?? { connections: 0, underWay: new Set() };
    this.#sources.set(name, source);
    source.connections += 1;
    source.underWay.add(connection);
    if (!loopback) this.#underWay.add(connection);
    this.#entries.set(connection, { source: name, loopback, at: now });
    return null;
  }

  /** It has said who it is. */
  connected(connection: T): void {
    this.#underWay.delete(connection);
    const entry = this.#entries.get(connection);
    if (entry) this.#sources.get(entry.source)?.underWay.delete(connection);
  }

  closed(connection: T): void {
    const entry = this.#entries.get(connection);
    if (!entry) return;
    this.connected(connection);
    this.#entries.delete(connection);
    const source = this.#sources.get(entry.source);
    if (!source) return;
    source.connections -= 1;
    if (source.connections === 0) this.#sources.delete(entry.source);
  }

  #boundOf(name: string, loopback: boolean, now: number): Bound | null {
    const { bounds } = this;
    const source = this.#sources.get(name);
    if (source && source.underWay.size >= bounds.handshakesPerAddress && !this.#makeRoom(source.underWay, now)) {
      return "handshakesPerAddress";
    }
    if (source && source.connections >= bounds.connectionsPerAddress) return "connectionsPerAddress";
    if (!loopback && this.#underWay.size >= bounds.handshakes && !this.#makeRoom(this.#underWay, now)) {
      return "handshakes";
    }
    const most = bounds.connections - (loopback ? 0 : bounds.connectionsForLoopback);
    return this.#entries.size >= most ? "connections" : null;
  }

  #makeRoom(underWay: ReadonlySet<T>, now: number): boolean {
    const [oldest] = underWay;
    if (oldest === undefined) return false;
    const entry = this.#entries.get(oldest);
    if (!entry || now - entry.at < this.bounds.handshakeOldMs) return false;
    this.closed(oldest);
    this.drop(oldest);
    return true;
  }
}
