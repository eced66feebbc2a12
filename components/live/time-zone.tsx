"use client";

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";

const TimeZoneContext = createContext<string | null>(null);

interface Props {
  /** IANA name; null: not known, the viewer's own is shown. */
  timeZone: string | null;
  children: ReactNode;
}

/** A part of a page tells times in this zone. */
export function TimeZone({ timeZone, children }: Props) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

let ofPage: string | null = null;
const watchers = new Set<() => void>();
function setOfPage(timeZone: string | null): void {
  ofPage = timeZone;
  for (const watch of watchers) watch();
}
function watchPage(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

/** The zone of the page that is shown, for what stands around it; null: the viewer's own. */
export const usePageTimeZone = (): string | null =>
  useSyncExternalStore(
    watchPage,
    () => ofPage,
    () => null,
  );

/**
 * Pages of an installation show its own time, wherever they are looked at; so do the alerts above them, and the tip, which
 * looks for it in the page.
 */
export function TimeZoneProvider({ timeZone, children }: Props) {
  useEffect(() => {
    setOfPage(timeZone);
    return () => setOfPage(null);
  }, [timeZone]);
  return (
    <TimeZone timeZone={timeZone}>
      {/* A box of its own: Next shows a new page from its top only where that is one. */}
      <div data-time-zone={timeZone ?? undefined}>{children}</div>
    </TimeZone>
  );
}

/** The time zone that holds where an element stands; null: the viewer's own. */
export const timeZoneAt = (element: HTMLElement): string | null =>
  element.closest<HTMLElement>("[data-time-zone]")?.dataset.timeZone ?? null;

const never = () => () => {};
let found: string | null = null;
/** Asked once: it costs more than all the texts of a frame, and is asked for by each of them. */
function own(): string {
  found ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return found;
}

/** The installation's time zone, else the viewer's own (UTC in what the server draws). */
export function useTimeZone(): string {
  const ofPart = useContext(TimeZoneContext);
  return useSyncExternalStore(
    never,
    () => ofPart ?? own(),
    () => ofPart ?? "UTC",
  );
}
