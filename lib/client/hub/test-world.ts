import type { HubSurroundings, SourceEvents } from "./browser-surroundings";
import type { FromHub } from "./hub-protocol";

interface OpenedSource {
  scopes: readonly string[];
  on: SourceEvents;
  closed: boolean;
}

/** A world in which time passes only when told to, and the server says what the test lets it say. */
export function createTestWorld() {
  let now = 1_000_000;
  let timers: { at: number; then: () => void }[] = [];
  const sources: OpenedSource[] = [];
  let status = 0;
  let clockSetBy = 0;
  const world: HubSurroundings = {
    openSource(scopes, on) {
      const source = { scopes, on, closed: false };
      sources.push(source);
      return {
        close() {
          source.closed = true;
        },
      };
    },
    probe: async () => status,
    now: () => now + clockSetBy,
    ticks: () => now,
    random: () => 1,
    after(ms, then) {
      const timer = { at: now + ms, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };
  return {
    world,
    sources,
    open: () => sources.filter(({ closed }) => !closed),
    answerProbes: (with_: number) => {
      status = with_;
    },
    now: () => now + clockSetBy,
    /** Somebody sets the wall clock. */
    setClock: (byMs: number) => {
      clockSetBy += byMs;
    },
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((each) => each !== due);
        now = due.at;
        due.then();
      }
      now = until;
    },
  };
}

/** What a tab has been told. */
export function createTestTab() {
  const told: FromHub[] = [];
  return {
    told,
    send: (message: FromHub) => {
      told.push(message);
    },
    frames: () => told.filter((message) => message.kind === "frame"),
    kinds: () => told.map(({ kind }) => kind),
    status: () => told.findLast((message) => message.kind === "status")?.status,
  };
}

const links = {
  broker: { up: true, since: 0, reason: null },
  store: { up: true, since: 0, reason: null },
  lastMessageAt: null,
};

export const snapshot = (rev: number, scopes: string[] = ["fleet"]) =>
  JSON.stringify({ kind: "snapshot", rev, at: 5_000, scopes, links, installations: [], chargers: [] });
export const delta = (rev: number) => JSON.stringify({ kind: "delta", rev, at: 6_000, chargers: [] });
export const heartbeat = (rev: number) => JSON.stringify({ kind: "heartbeat", rev, at: 6_000 });
export const bye = (reason: string) => JSON.stringify({ kind: "bye", rev: 9, at: 6_000, reason });
