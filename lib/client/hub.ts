import { applyFrame } from "../stream/apply-frame";
import type { Frame, LiveState } from "../stream/frame";
import { retryDelayMs } from "./backoff";
import { type FromHub, overdueMs, type StreamStatus, silenceLimitMs, type ToHub } from "./hub-protocol";
import { createTabs } from "./hub-tabs";
import { parseFrame } from "./parse-frame";
import { snapshotOf } from "./snapshot-of";

export interface SourceEvents {
  frame(text: string): void;
  /** The connection is gone. `refused`: the server answered, but not with a stream. */
  failed(refused: boolean): void;
}

/** What the hub needs of its surroundings; in a browser see `browser-surroundings.ts`. */
export interface HubSurroundings {
  openSource(scopes: readonly string[], on: SourceEvents): { close(): void };
  /** The HTTP status that the server gives to these scopes; 0: it cannot be reached. */
  probe(scopes: readonly string[]): Promise<number>;
  now(): number;
  /** 0..1 */
  random(): number;
  /** Calls back once after `ms`; returns how to call that off. */
  after(ms: number, then: () => void): () => void;
}

export interface Hub {
  receive(tabId: string, message: ToHub, send: (message: FromHub) => void): void;
  close(): void;
}

const firstFrameLimitMs = 10_000;
const lingerMs = 20_000;

const covers = (have: readonly string[], want: readonly string[]) => want.every((scope) => have.includes(scope));

/**
 * The one stream of a browser, shared by its tabs: asks for the union of their scopes, hands every frame to all of them,
 * keeps the state for tabs that join later, and comes back by itself after every kind of loss.
 */
export function createHub(world: HubSurroundings): Hub {
  const tabs = createTabs();
  let state: LiveState | null = null;
  let status: StreamStatus = { word: "connecting", since: world.now() };
  let source: { close(): void } | null = null;
  let opening: { close(): void } | null = null;
  let opened: readonly string[] = [];
  let attempt = 0;
  let lastHeardAt = world.now();
  let stopWatch = () => {};
  let stopRetry: (() => void) | null = null;
  let stopLinger: (() => void) | null = null;
  let ended = false;

  function tell(word: StreamStatus["word"], since: number): void {
    if (status.word === word) return;
    status = { word, since };
    tabs.broadcast({ kind: "status", status });
  }

  function closeSources(): void {
    stopWatch();
    source?.close();
    opening?.close();
    source = null;
    opening = null;
    stopRetry?.();
    stopRetry = null;
  }

  function watch(ms: number): void {
    stopWatch();
    stopWatch = world.after(ms, () => lose(lastHeardAt));
  }

  /** Opens a stream for what is wanted now. One that runs goes on until the new one has spoken. */
  function open(): void {
    stopRetry?.();
    stopRetry = null;
    stopLinger?.();
    stopLinger = null;
    opening?.close();
    opened = tabs.union();
    if (opened.length === 0 || ended) {
      status = { word: "connecting", since: world.now() };
      closeSources();
      return;
    }
    const scopes = opened;
    const mine = world.openSource(scopes, {
      frame: (text) => {
        if (mine !== opening && mine !== source) return;
        if (mine === opening) {
          source?.close();
          source = mine;
          opening = null;
        }
        take(text);
      },
      failed: (refused) => {
        if (mine !== opening && mine !== source) return;
        if (refused) void asked(scopes);
        lose(world.now());
      },
    });
    opening = mine;
    watch(firstFrameLimitMs);
  }

  /** The connection is gone: say so at once, and try again. */
  function lose(since: number, soonest = 0): void {
    closeSources();
    tell("lost", since);
    if (ended || tabs.size === 0) return;
    const wait = Math.max(soonest, retryDelayMs(attempt, world.random()));
    attempt += 1;
    stopRetry = world.after(wait, open);
  }

  /** An event source that was refused does not say why; the status does. */
  async function asked(scopes: readonly string[]): Promise<void> {
    const answer = await world.probe(scopes);
    if (answer === 401) endSignIn();
    else if (answer === 403 || answer === 404) tabs.broadcast({ kind: "refresh" });
  }

  function endSignIn(): void {
    ended = true;
    closeSources();
    state = null;
    tabs.broadcast({ kind: "signedOut" });
  }

  function take(text: string): void {
    const frame = parseFrame(text);
    if (frame === null || frame.kind === "bye") {
      leaveTaken(frame);
      return;
    }
    const receivedAt = world.now();
    lastHeardAt = receivedAt;
    watch(silenceLimitMs);
    tabs.broadcast({ kind: "frame", text, receivedAt });
    state = applyFrame(state, frame);
    attempt = 0;
    tell("live", receivedAt);
    if (frame.kind === "heartbeat") {
      tabs.prune(receivedAt);
      settle();
    }
  }

  /** The server ends the stream, or (null) says something that is none. */
  function leaveTaken(bye: Extract<Frame, { kind: "bye" }> | null): void {
    if (bye?.reason === "signInEnded") void asked(opened);
    if (bye?.reason === "rightsChanged") tabs.broadcast({ kind: "refresh" });
    lose(world.now(), bye?.reason === "stopping" ? 500 : 0);
  }

  /** Opens anew when more is wanted than the stream gives; when less is wanted, only after a while. */
  function settle(): void {
    const wanted = tabs.union();
    if (!covers(opened, wanted) || (source === null && opening === null && stopRetry === null)) open();
    else if (wanted.length < opened.length) stopLinger ??= world.after(lingerMs, open);
    else {
      stopLinger?.();
      stopLinger = null;
    }
  }

  /** A page is looked at again: a heartbeat that is overdue is not waited for, and neither is the next try. */
  function wake(): void {
    if (stopRetry === null) {
      if (source === null || world.now() - lastHeardAt <= overdueMs) return;
      closeSources();
      tell("lost", lastHeardAt);
    }
    open();
  }

  return {
    receive(tabId, message, send) {
      if (message.kind === "signedOut") {
        endSignIn();
        return;
      }
      if (message.kind === "leave") {
        tabs.leave(tabId);
        settle();
        return;
      }
      ended = false;
      const isNew = tabs.want(tabId, message.scopes, send, world.now());
      if (message.kind === "wake") wake();
      tabs.send(tabId, { kind: "status", status });
      const behind = isNew || (message.kind === "wake" && message.rev !== state?.rev);
      if (behind && state !== null && source !== null && covers(opened, message.scopes)) {
        send({ kind: "frame", text: JSON.stringify(snapshotOf(state, opened)), receivedAt: lastHeardAt });
      }
      settle();
    },
    close() {
      tabs.broadcast({ kind: "closing" });
      ended = true;
      closeSources();
    },
  };
}
