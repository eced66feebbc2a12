"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

const TimeZoneContext = createContext<string | null>(null);

/** Pages of an installation show its own time, wherever they are looked at. */
export const TimeZoneProvider = TimeZoneContext.Provider;

const never = () => () => {};
const own = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The installation's time zone, else the viewer's own (UTC in what the server draws). */
export function useTimeZone(): string {
  const viewers = useSyncExternalStore(never, own, () => "UTC");
  return useContext(TimeZoneContext) ?? viewers;
}
