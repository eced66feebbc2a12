import type { Peer } from "./peer";
import { encodePublish, type Outgoing } from "./publish-packet";

/** One connection of the kept session, as far as writing to it goes. */
export class KeptLink {
  #full: NodeJS.Timeout | null = null;
  #corked = false;

  /** `ready`: it can be written to again. A client that leaves what it was sent unread for `drainMs` loses its connection. */
  constructor(
    readonly peer: Peer,
    readonly limits: { unreadBytes: number; drainMs: number },
    readonly ready: () => void,
  ) {}

  /** Whether more may be written now. */
  get open(): boolean {
    return this.#full === null && !this.peer.client.closed;
  }

  write(packet: Outgoing): void {
    const { socket } = this.peer;
    this.#cork();
    if (socket.write(encodePublish(packet)) || socket.writableLength < this.limits.unreadBytes) return;
    this.#full = setTimeout(() => socket.destroy(new Error("drain timeout")), this.limits.drainMs).unref();
    socket.once("drain", () => {
      this.end();
      this.ready();
    });
  }

  /** What is written in one turn goes out together. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.peer.socket.cork();
    setImmediate(() => {
      this.#corked = false;
      this.peer.socket.uncork();
    });
  }

  /** Waits for nothing any more. */
  end(): void {
    if (this.#full) clearTimeout(this.#full);
    this.#full = null;
  }
}
