import { parseFrame } from "../../stream/read-frame";
import { type FromHub, hubSilenceMs, type Link, type OpenLink, type StreamStatus } from "../hub/hub-protocol";
import type { LiveCache } from "./live-cache";
import type { ServerClock } from "./server-clock";

const repeatMs = 45_000;

export interface LiveTabOptions {
  name: string;
  openLink: OpenLink;
  cache: LiveCache;
  clock: ServerClock;
  onSignedOut(): void;
  onRefresh(): void;
}

/** A tab's end of the stream: says what the page wants, applies what comes, and knows how the stream is. */
export function createLiveTab(options: LiveTabOptions) {
  const wanted = new Map<symbol, readonly string[]>();
  const listeners = new Set<() => void>();
  let ofHub: StreamStatus = { word: "connecting", since: Date.now() };
  let status = ofHub;
  let link: Link | null = null;
  let told = "";
  let scheduled = false;
  let repeat: ReturnType<typeof setInterval> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const scopes = () => [...new Set([...wanted.values()].flat())].sort();

  function setStatus(next: StreamStatus): void {
    if (next.word === status.word && next.since === status.since) return;
    status = next;
    for (const listener of listeners) listener();
  }

  /** The hub has spoken. One that says nothing for long is asked whether it is there, and meanwhile nothing counts as live. */
  function watch(): void {
    const since = Date.now();
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (ofHub.word !== "lost") setStatus({ word: "lost", since });
      tell(true);
    }, hubSilenceMs);
    setStatus(ofHub);
  }

  function take(message: FromHub): void {
    if (message.kind === "status") ofHub = message.status;
    watch();
    if (message.kind === "signedOut") options.onSignedOut();
    else if (message.kind === "refresh") options.onRefresh();
    else if (message.kind === "closing") tell(true);
    else if (message.kind === "frame") takeFrame(message.text, message.receivedAt);
  }

  function takeFrame(text: string, receivedAt: number): void {
    const frame = parseFrame(text);
    if (frame === null) return;
    // What is painted in any case: the browser makes its next picture ready while React works, not only after that.
    if (frame.kind === "delta" && (frame.details ?? frame.installations)) requestAnimationFrame(() => {});
    options.clock.heard(frame.at, receivedAt, frame.kind === "snapshot");
    options.cache.apply(frame);
  }

  function tell(always: boolean): void {
    scheduled = false;
    const now = scopes();
    const text = now.join();
    if (!always && text === told) return;
    told = text;
    link?.send({ kind: "want", scopes: now });
  }

  /** The machine has no network: not waited for until the silence is long enough. Whatever still comes shows that it was not so. */
  function offline(): void {
    if (status.word !== "lost") setStatus({ word: "lost", since: Date.now() });
  }

  function wake(): void {
    if (document.visibilityState === "hidden") return;
    link?.send({ kind: "wake", scopes: scopes(), rev: options.cache.read()?.rev ?? -1 });
  }

  return {
    status: () => status,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Adds scopes to what this tab wants; returns how to take them back. Changes of one moment are told together. */
    want(more: readonly string[]): () => void {
      const key = Symbol("want");
      const later = () => {
        if (scheduled) return;
        scheduled = true;
        queueMicrotask(() => tell(false));
      };
      wanted.set(key, more);
      later();
      return () => {
        wanted.delete(key);
        later();
      };
    },
    /** Connects until the returned function is called. */
    start(): () => void {
      const opened = options.openLink(options.name, take);
      link = opened;
      // Also a hub that never says a word is one that is lost.
      watch();
      tell(true);
      repeat = setInterval(() => tell(true), repeatMs);
      const leave = () => opened.send({ kind: "leave" });
      document.addEventListener("visibilitychange", wake);
      window.addEventListener("online", wake);
      window.addEventListener("offline", offline);
      window.addEventListener("pageshow", wake);
      window.addEventListener("pagehide", leave);
      return () => {
        document.removeEventListener("visibilitychange", wake);
        window.removeEventListener("online", wake);
        window.removeEventListener("offline", offline);
        window.removeEventListener("pageshow", wake);
        window.removeEventListener("pagehide", leave);
        clearInterval(repeat);
        clearTimeout(silence);
        link = null;
        opened.close();
      };
    },
    signedOut: () => link?.send({ kind: "signedOut" }),
  };
}
export type LiveTab = ReturnType<typeof createLiveTab>;
