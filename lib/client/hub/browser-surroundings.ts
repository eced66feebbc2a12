export interface StreamSource {
  close(): void;
}

export interface SourceEvents {
  frame(text: string): void;
  /** The connection is gone. `refused`: the server answered, but not with a stream. */
  failed(refused: boolean): void;
}

/** What the hub needs of its surroundings. */
export interface HubSurroundings {
  openSource(scopes: readonly string[], on: SourceEvents): StreamSource;
  /** The HTTP status that the server gives to these scopes; 0: it cannot be reached. */
  probe(scopes: readonly string[]): Promise<number>;
  /** The wall clock, ms. */
  now(): number;
  /** A clock that nobody sets, ms; it may stand still while the machine sleeps. */
  ticks(): number;
  /** 0..1 */
  random(): number;
  /** Calls back once after `ms`; returns how to call that off. */
  after(ms: number, then: () => void): () => void;
}

const eventNames = ["snapshot", "delta", "heartbeat", "bye"] as const;

function streamUrl(scopes: readonly string[]): string {
  return `/api/stream?${new URLSearchParams(scopes.map((scope) => ["scope", scope])).toString()}`;
}

/** A browser's event source, clock and timers, in a page as in a shared worker. */
export const browserSurroundings: HubSurroundings = {
  openSource(scopes, on) {
    const source = new EventSource(streamUrl(scopes));
    for (const name of eventNames) source.addEventListener(name, (event) => on.frame(String(event.data)));
    // A browser that tries again by itself would do so without jitter and without asking why: the hub does it.
    source.addEventListener("error", () => {
      const refused = source.readyState === EventSource.CLOSED;
      source.close();
      on.failed(refused);
    });
    return { close: () => source.close() };
  },
  async probe(scopes) {
    try {
      return (await fetch(streamUrl(scopes), { method: "HEAD", cache: "no-store", redirect: "manual" })).status;
    } catch {
      // Not reachable: there is no answer, and the hub goes on trying.
      return 0;
    }
  },
  now: Date.now,
  ticks: () => performance.now(),
  random: Math.random,
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
