import type { Frame } from "../../contract/frame";
import { backOffMs } from "../../domain/back-off";
import { frameHead, parseFrame } from "../../stream/read-frame";
import type { HubSurroundings, StreamSource } from "./browser-surroundings";
import { overdueMs, type StreamStatus, silenceLimitMs } from "./hub-protocol";

export interface SharedStreamEvents {
  /** A frame as it came, unparsed; `receivedAt`: browser's clock. */
  frame(text: string, receivedAt: number): void;
  /** The stream lives: after each frame. */
  alive(at: number): void;
  status(status: StreamStatus): void;
  /** The server answered these scopes, but not with a stream. */
  refused(scopes: readonly string[]): void;
  bye(reason: Extract<Frame, { kind: "bye" }>["reason"], scopes: readonly string[]): void;
}

/** How long an attempt may take to its first frame: a large snapshot over a slow line takes its time. */
const waits = { firstMs: 400, longestMs: 10_000 };
const patienceMs = (attempt: number) => (attempt === 0 ? 10_000 : 20_000);

export const covers = (have: readonly string[], want: readonly string[]) => want.every((scope) => have.includes(scope));

/**
 * The one stream of a browser, which comes back by itself after every kind of loss. One that says nothing is told as lost and
 * kept: whichever speaks first, it or a new one, is the stream. `wanted`: the scopes to ask for; none: no stream is needed.
 */
export function createSharedStream(world: HubSurroundings, wanted: () => readonly string[], on: SharedStreamEvents) {
  let status: StreamStatus = { word: "connecting", since: world.now() };
  let source: StreamSource | null = null;
  let opening: StreamSource | null = null;
  /** What was asked for last, and what the stream that speaks gives. */
  let opened: readonly string[] = [];
  let given: readonly string[] = [];
  /** The attempt under way is made because the stream says nothing, not because a snapshot is wanted. */
  let rescuing = false;
  let attempt = 0;
  let rev = -1;
  let heard = { at: world.now(), ticks: world.ticks() };
  let stopSilence = () => {};
  let stopPatience = () => {};
  let stopRetry: (() => void) | null = null;

  function tell(word: StreamStatus["word"], since: number): void {
    if (status.word === word) return;
    status = { word, since };
    on.status(status);
  }

  function dropAttempt(): void {
    stopPatience();
    opening?.close();
    opening = null;
    stopRetry?.();
    stopRetry = null;
    rescuing = false;
  }

  function close(): void {
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
    if (wanted().length === 0) return;
    const wait = Math.max(soonest, backOffMs(waits, attempt, world.random()));
    attempt += 1;
    stopRetry?.();
    stopRetry = world.after(wait, () => open(rescuing));
  }

  /** Opens a stream for what is wanted now. One that runs goes on until the new one has spoken. */
  function open(rescue = false): void {
    dropAttempt();
    rescuing = rescue;
    opened = wanted();
    if (opened.length === 0) {
      status = { word: "connecting", since: world.now() };
      close();
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
        if (refused) on.refused(scopes);
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

  function take(text: string): void {
    const head = frameHead(text);
    if (head === null) lose();
    else if (head.kind === "bye") takeBye(text);
    else {
      hear();
      rev = head.rev;
      on.frame(text, heard.at);
      attempt = 0;
      tell("live", heard.at);
      on.alive(heard.at);
    }
  }

  function takeBye(text: string): void {
    const bye = parseFrame(text);
    const reason = bye?.kind === "bye" ? bye.reason : null;
    if (reason !== null) on.bye(reason, opened);
    lose(reason === "stopping" ? 500 : 0);
  }

  /** The stream is of no use any more: say so at once, and try again. */
  function lose(soonest = 0): void {
    close();
    tell("lost", world.now());
    retry(soonest);
  }

  return {
    status: () => status,
    /** Of the last frame; -1: there was none. */
    rev: () => rev,
    /** What was asked for last. */
    opened: () => opened,
    isIdle: () => source === null && opening === null && stopRetry === null,
    open: () => open(),
    /** Somebody lacks what a stream told before: one that runs is opened anew, since each begins with a snapshot for all. */
    renew(): void {
      if (source === null) return;
      rescuing = false;
      if (opening === null) open();
    },
    /** A page is looked at again: a frame that is overdue is not waited for, and neither is the next try. */
    wake(): void {
      if (stopRetry === null) {
        // A clock that was set back says nothing, and one that stood still while the machine slept says too little.
        const quietMs = Math.max(world.now() - heard.at, world.ticks() - heard.ticks);
        if (opening !== null || source === null || quietMs <= overdueMs) return;
        tell("lost", heard.at);
        rescuing = true;
      }
      open(rescuing);
    },
    close,
  };
}
