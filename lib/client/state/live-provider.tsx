"use client";

import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { openLink } from "../hub/open-link";
import { createLiveCache } from "./live-cache";
import { type Live, LiveContext } from "./live-context";
import { createLiveTab } from "./live-tab";
import { createServerClock } from "./server-clock";
import { createTicking } from "./ticking";

// The default, a timer of 0 ms, costs up to 4 ms between a frame and its paint.
notifyManager.setScheduler(queueMicrotask);

interface Props {
  personId: string;
  startAt: number;
  /** The sign-in is over. */
  onSignedOut(): void;
  /** The person's rights changed: the page must be asked for again. */
  onRefresh(): void;
  children: ReactNode;
}

/** Holds the tab's live state and its way to the browser's one stream. One above all pages that need a sign-in. */
export function LiveProvider({ personId, startAt, onSignedOut, onRefresh, children }: Props) {
  const events = useRef({ onSignedOut, onRefresh });
  events.current = { onSignedOut, onRefresh };
  const [{ client, live }] = useState(() => {
    const client = new QueryClient();
    const cache = createLiveCache();
    const clock = createServerClock(startAt);
    const tab = createLiveTab({
      name: `phaseboard-live-${personId}`,
      openLink,
      cache,
      clock,
      onSignedOut: () => events.current.onSignedOut(),
      onRefresh: () => events.current.onRefresh(),
    });
    return { client, live: { tab, cache, clock, onTick: createTicking(), startAt } satisfies Live };
  });
  useEffect(() => live.tab.start(), [live]);
  return (
    <QueryClientProvider client={client}>
      <LiveContext value={live}>{children}</LiveContext>
    </QueryClientProvider>
  );
}
