import { isMonth, monthAt, spanOfMonth } from "../../lib/domain/time/months";
import { instantAt } from "../../lib/domain/time/wall-clock";

export const sessionSorts = ["end", "begin", "energy", "length"] as const;
export type SessionSort = (typeof sessionSorts)[number];

/** Of which time: a month of the calendar, days with the last one included, or all. Dates as `2026-11-28`, months as `2026-11`. */
export type Period = { kind: "month"; month: string } | { kind: "days"; from: string; to: string } | { kind: "all" };

/** Which sessions are shown, and in which order: as it stands in the page's address. Null: all. */
export interface SessionChoice {
  /** Null: this month. */
  period: Period | null;
  installation: string | null;
  circuit: string | null;
  charger: string | null;
  tag: string | null;
  name: string | null;
  group: string | null;
  /** Only those with something to be known of them. */
  problems: boolean;
  /** Also those without energy. */
  empty: boolean;
  sort: SessionSort;
  ascending: boolean;
}

const date = /^\d{4}-\d\d-\d\d$/;
function isDate(text: string | null): text is string {
  const at = text !== null && date.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  // The 31st of a shorter month is a day of the next one to some browsers.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text ?? "");
}

type Params = { get(name: string): string | null };

function readPeriod(params: Params): Period | null {
  const [given, from, to] = [params.get("month"), params.get("from"), params.get("to")];
  if (given !== null && isMonth(given)) return { kind: "month", month: given };
  if (isDate(from) && isDate(to) && from <= to) return { kind: "days", from, to };
  return params.get("time") === "all" ? { kind: "all" } : null;
}

/** Reads a choice from an address; what it does not know is as if it were not there. */
export function readSessionChoice(params: Params): SessionChoice {
  const text = (name: string) => params.get(name) || null;
  return {
    period: readPeriod(params),
    installation: text("installation"),
    circuit: text("circuit"),
    charger: text("charger"),
    tag: text("tag"),
    name: text("name"),
    group: text("group"),
    problems: params.get("problems") === "true",
    empty: params.get("empty") === "true",
    sort: sessionSorts.find((sort) => sort === params.get("sort")) ?? "end",
    ascending: params.get("order") === "asc",
  };
}

function periodParams(period: Period | null): Record<string, string> {
  if (period === null) return {};
  if (period.kind === "month") return { month: period.month };
  return period.kind === "days" ? { from: period.from, to: period.to } : { time: "all" };
}

const texts = ["installation", "circuit", "charger", "tag", "name", "group"] as const;

/** What of a choice both the page's address and a question to the server have. */
function commonParams(choice: SessionChoice): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of texts) {
    const value = choice[name];
    if (value !== null) params.set(name, value);
  }
  if (choice.problems) params.set("problems", "true");
  return params;
}

/** The part of an address after `?`; empty where everything is as usual. */
export function writeSessionChoice(choice: SessionChoice): string {
  const params = commonParams(choice);
  for (const [name, value] of Object.entries(periodParams(choice.period))) params.set(name, value);
  if (choice.empty) params.set("empty", "true");
  if (choice.sort !== "end") params.set("sort", choice.sort);
  if (choice.ascending) params.set("order", "asc");
  return params.toString();
}

const dayMs = 86_400_000;
/** From when until before when a period is, ms: its days are those of the zone, whatever their length. Null: it has no bounds. */
export function boundsOf(period: Period, timeZone: string): { from: number; to: number } | null {
  if (period.kind === "all") return null;
  if (period.kind === "month") return spanOfMonth(period.month, timeZone);
  const begin = (day: string, days = 0) => instantAt(timeZone, Date.parse(`${day}T00:00Z`) + days * dayMs);
  return { from: begin(period.from), to: begin(period.to, 1) };
}

const thisMonth = (timeZone: string, now: number): Period => ({ kind: "month", month: monthAt(now, timeZone) });

/** Whether the time of a choice is over. */
export function isPast({ period }: SessionChoice, timeZone: string, now: number): boolean {
  const bounds = boundsOf(period ?? thisMonth(timeZone, now), timeZone);
  return bounds !== null && bounds.to <= now;
}

/** What the server is asked: see `GET /api/sessions`. */
export function askedFor(choice: SessionChoice, timeZone: string, now: number): URLSearchParams {
  const params = commonParams(choice);
  const bounds = boundsOf(choice.period ?? thisMonth(timeZone, now), timeZone);
  if (bounds !== null) {
    params.set("from", new Date(bounds.from).toISOString());
    params.set("to", new Date(bounds.to).toISOString());
  }
  if (!choice.empty) params.set("empty", "false");
  return params;
}

/** With the order, which a total has none of. */
export function askedInOrder(choice: SessionChoice, timeZone: string, now: number): URLSearchParams {
  const params = askedFor(choice, timeZone, now);
  params.set("sort", choice.sort);
  params.set("order", choice.ascending ? "asc" : "desc");
  return params;
}
