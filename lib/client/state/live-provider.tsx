"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { openLink } from "../hub/open-link";
import { createLiveCache } from "./live-cache";
import { type Live, LiveContext } from "./live-context";
import { createLiveTab } from "./live-tab";
import { createServerClock } from "./server-clock";
import { createTicking } from "./ticking";

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
  const [live] = useState((): Live => {
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
    return { tab, cache, clock, onTick: createTicking(), startAt };
  });
  useEffect(() => live.tab.start(), [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
