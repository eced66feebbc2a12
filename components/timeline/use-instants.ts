import { useLocale } from "next-intl";
import { useMemo } from "react";
import type { Tick, TickUnit } from "../../lib/domain/timeline/ticks";
import { useTimeZone } from "../live/time-zone";

/** Instants in words, by the page's zone. */
export interface Instants {
  timeZone: string;
  /** "Fri 27 Nov 2026, 10:03", with seconds where asked. */
  whole(at: number, seconds?: boolean): string;
  /** "10:03:07" */
  clock(at: number): string;
  /** The same day of the same zone. */
  isSameDay(a: number, b: number): boolean;
  tick(tick: Tick): string;
}

const made = new Map<string, Instants>();

const tickOptions: Record<TickUnit, Intl.DateTimeFormatOptions> = {
  second: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  minute: { hour: "2-digit", minute: "2-digit" },
  hour: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  month: { day: "numeric", month: "short" },
  year: { day: "numeric", month: "short", year: "numeric" },
};

function make(language: string, timeZone: string): Instants {
  const locale = language === "en" ? "en-GB" : language;
  const formats = new Map<string, Intl.DateTimeFormat>();
  const format = (name: string, options: Intl.DateTimeFormatOptions) => {
    const known = formats.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", ...options });
    formats.set(name, known);
    return known;
  };
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const date: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
  const day = (at: number) => format("day of", { day: "numeric", month: "numeric", year: "numeric" }).format(at);
  return {
    timeZone,
    whole: (at, seconds = false) =>
      format(seconds ? "whole s" : "whole", { ...date, ...time, ...(seconds ? { second: "2-digit" } : {}) }).format(at),
    clock: (at) => format("clock", { ...time, second: "2-digit" }).format(at),
    isSameDay: (a, b) => day(a) === day(b),
    tick: ({ at, begins }) => format(begins, tickOptions[begins]).format(at),
  };
}

/** Made once for each language and zone: a format costs more than a frame. */
export function useInstants(): Instants {
  const locale = useLocale();
  const timeZone = useTimeZone();
  return useMemo(() => {
    const key = `${locale} ${timeZone}`;
    const known = made.get(key) ?? make(locale, timeZone);
    made.set(key, known);
    return known;
  }, [locale, timeZone]);
}
