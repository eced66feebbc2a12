import { createElement, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Frame } from "../../contract/frame";
import { createLiveCache, type LiveCache } from "./live-cache";
import { LiveContext } from "./live-context";
import { LiveScopes } from "./live-scopes";
import { createLiveTab } from "./live-tab";
import { createServerClock } from "./server-clock";
import { createTicking } from "./ticking";
import { useLinks } from "./use-live";

const link = { up: true, since: 0, reason: null };
const frame = (rev: number, lastMessageAt: number): Frame => ({
  kind: "snapshot",
  rev,
  at: rev * 1000,
  scopes: [],
  links: { broker: link, store: link, lastMessageAt },
});

const LastMessage = () => String(useLinks()?.lastMessageAt ?? "nothing");

/** What is drawn for the taking over of a page: React asks for the server's state then, in the browser as well. */
function takenOver(cache: LiveCache, children: ReactNode): string {
  const clock = createServerClock(0, () => 0);
  const openLink = () => ({ send: () => {}, close: () => {} });
  const tab = createLiveTab({ name: "t", openLink, cache, clock, onSignedOut: () => {}, onRefresh: () => {} });
  const live = { tab, cache, clock, onTick: createTicking(), startAt: 0 };
  return renderToString(createElement(LiveContext, { value: live }, children));
}

describe("a part of a page that is taken over late", () => {
  it("is drawn from what the server drew it from, not from what the stream has said since", () => {
    const cache = createLiveCache();
    cache.apply(frame(9, 900));
    const page = { scopes: [], seed: frame(3, 300), children: createElement(LastMessage) };
    expect(takenOver(cache, createElement(LiveScopes, page))).toBe("300");
    expect(cache.read()?.links.lastMessageAt).toBe(900);
  });

  it("knows nothing above the page, as on the server", () => {
    const cache = createLiveCache();
    cache.apply(frame(9, 900));
    expect(takenOver(cache, createElement(LastMessage))).toBe("nothing");
  });
});
