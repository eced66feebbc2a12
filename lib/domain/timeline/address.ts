import { boundsAt, liveView, type View, within } from "./view";

/** Rows that are closed until somebody opens them. */
export const moreRows = ["voltages", "signal", "temperature"] as const;
export type MoreRow = (typeof moreRows)[number];

/** What a timeline's address says. */
export interface TimelineChoice {
  /** Null: live. */
  range: { from: number; to: number } | null;
  rows: readonly MoreRow[];
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant as addresses have it, ms; null: it cannot be read. */
export function readInstant(text: string | null): number | null {
  // A plus that nobody has encoded arrives as a space.
  const whole = text?.replace(/ (\d\d:\d\d)$/, "+$1") ?? "";
  const at = instant.test(whole) ? Date.parse(whole) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Reads an address; what cannot be read, or ends before it begins, is as if it were not there. */
export function readTimeline(params: { get(name: string): string | null }): TimelineChoice {
  const [from, to] = [readInstant(params.get("from")), readInstant(params.get("to"))];
  const rows = (params.get("rows") ?? "").split(",");
  return {
    range: from === null || to === null || from >= to ? null : { from, to },
    rows: moreRows.filter((row) => rows.includes(row)),
  };
}

/** Whole seconds, `2026-11-27T10:00:00Z`. */
const instantText = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

/** The part of an address after `?`. What others keep in `beside` stays. The range becomes whole seconds. */
export function writeTimeline({ range, rows }: TimelineChoice, beside = new URLSearchParams()): string {
  const params = new URLSearchParams(beside);
  for (const name of ["from", "to", "rows"]) params.delete(name);
  if (range !== null) {
    params.set("from", instantText(range.from));
    params.set("to", instantText(range.to));
  }
  if (rows.length > 0) params.set("rows", rows.join(","));
  // Commas and colons may stand in a query as they are, and are read more easily so.
  return params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/** The view that an address asks for, at `now`. */
export const viewOf = ({ range }: TimelineChoice, now: number): View =>
  range === null ? liveView(now) : within(range, boundsAt(now));
