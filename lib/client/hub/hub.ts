import type { Frame, LiveState } from "../../contract/frame";
import { backOffMs } from "../../domain/back-off";
import { applyFrame } from "../../stream/apply-frame";
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
  /** The wall clock, ms. */
  now(): number;
  /** A clock that nobody sets, ms; it may stand still while the machine sleeps. */
  ticks(): number;
  /** 0..1 */
  random(): number;
  /** Calls back once after `ms`; returns how to call that off. */
  after(ms: number, then: () => void): () => void;
}

export interface Hub {
  receive(tabId: string, message: ToHub, send: (message: FromHub) => void): void;
  close(): void;
}

/** How long an attempt may take to its first frame: a large snapshot over a slow line takes its time. */
const patienceMs = (attempt: number) => (attempt === 0 ? 10_000 : 20_000);
const lingerMs = 20_000;
const waits = { firstMs: 400, longestMs: 10_000 };

const covers = (have: readonly string[], want: readonly string[]) => want.every((scope) => have.includes(scope));

/**
 * The one stream of a browser, shared by its tabs: asks for the union of their scopes, hands every frame to all of them,
 * keeps the state for tabs that join later, and comes back by itself after every kind of loss. A stream that says nothing is
 * told as lost and kept: whichever speaks first, it or a new one, is the stream.
 */
export function createHub(world: HubSurroundings): Hub {
  const tabs = createTabs();
  let state: LiveState | null = null;
  let status: StreamStatus = { word: "connecting", since: world.now() };
  let source: { close(): void } | null = null;
  let opening: { close(): void } | null = null;
  /** What was asked for last, and what the stream that speaks gives. */
  let opened: readonly string[] = [];
  let given: readonly string[] = [];
  /** The attempt under way is made because the stream says nothing, not because other scopes are wanted. */
  let rescuing = false;
  let attempt = 0;
  let heard = { at: world.now(), ticks: world.ticks() };
  let stopSilence = () => {};
  let stopPatience = () => {};
  let stopRetry: (() => void) | null = null;
  let stopLinger: (() => void) | null = null;
  let ended = false;

  function tell(word: StreamStatus["word"], since: number): void {
    if (status.word === word) return;
    status = { word, since };
    tabs.broadcast({ kind: "status", status });
  }

  function dropAttempt(): void {
    stopPatience();
    opening?.close();
    opening = null;
    stopRetry?.();
    stopRetry = null;
    rescuing = false;
  }

  function closeSources(): void {
    stopSilence();
    source?.close();
    source = null;
    dropAttempt();
  }

  function hear(): void {
    heard = { at: world.now(), ticks: world.ticks() };
    stopSilence();
    stopSilence = world.after(silenceLimitMs, silent);
  }

  function silent(): void {
    tell("lost", heard.at);
    if (opening !== null || stopRetry !== null) return;
    rescuing = true;
    retry();
  }

  function retry(soonest = 0): void {
    if (ended || tabs.size === 0) return;
    const wait = Math.max(soonest, backOffMs(waits, attempt, world.random()));
    attempt += 1;
    stopRetry?.();
    stopRetry = world.after(wait, () => open(rescuing));
  }

  /** Opens a stream for what is wanted now. One that runs goes on until the new one has spoken. */
  function open(rescue = false): void {
    dropAttempt();
    rescuing = rescue;
    stopLinger?.();
    stopLinger = null;
    opened = tabs.union();
    if (opened.length === 0 || ended) {
      status = { word: "connecting", since: world.now() };
      closeSources();
      return;
    }
    if (source === null && status.word === "connecting") hear();
    const scopes = opened;
    const mine = world.openSource(scopes, {
      frame: (text) => {
        if (mine === opening) {
          source?.close();
          source = mine;
          opening = null;
          given = scopes;
          dropAttempt();
        } else if (mine !== source) return;
        else if (rescuing && covers(given, opened)) {
          dropAttempt();
          opened = given;
        }
        take(text);
      },
      failed: (refused) => {
        if (mine !== opening && mine !== source) return;
        mine.close();
        if (refused) void asked(scopes);
        if (mine === opening) {
          stopPatience();
          opening = null;
        } else {
          stopSilence();
          source = null;
        }
        if (source === null) tell("lost", world.now());
        if (opening === null) retry();
      },
    });
    opening = mine;
    stopPatience = world.after(patienceMs(attempt), () => {
      opening?.close();
      opening = null;
      if (source === null) tell("lost", heard.at);
      retry();
    });
  }

  /** The stream is of no use any more: say so at once, and try again. */
  function lose(since: number, soonest = 0): void {
    closeSources();
    tell("lost", since);
    retry(soonest);
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
    hear();
    const receivedAt = heard.at;
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
    else if (wanted.length < opened.length) stopLinger ??= world.after(lingerMs, () => open());
    else {
      stopLinger?.();
      stopLinger = null;
    }
  }

  /** A page is looked at again: a frame that is overdue is not waited for, and neither is the next try. */
  function wake(): void {
    if (stopRetry === null) {
      // A clock that was set back says nothing, and one that stood still while the machine slept says too little.
      const quietMs = Math.max(world.now() - heard.at, world.ticks() - heard.ticks);
      if (opening !== null || source === null || quietMs <= overdueMs) return;
      tell("lost", heard.at);
      rescuing = true;
    }
    open(rescuing);
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
      if (behind && state !== null && source !== null && covers(given, message.scopes)) {
        send({ kind: "frame", text: JSON.stringify(snapshotOf(state, given)), receivedAt: heard.at });
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
