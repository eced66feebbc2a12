import type { ChargerHistory } from "../../../lib/contract/history";
import type { PresenceWord } from "../../../lib/domain/charger/presence";
import { type ChargerMode, type StateWord, stateWord } from "../../../lib/domain/charger/state";
import type { Command } from "../../../lib/domain/command/command";
import { lastNotAfter, type Stretch } from "./stretches";
import type { TailPoint } from "./tail";

/** What a charger did. `waiting`: for current or for authorisation, since history does not keep who showed a card. */
type StripState = StateWord | "waiting";
/** How it could be heard; `unwatched`: the dashboard did not listen, or is not known to have. */
type StripPresence = PresenceWord | "unwatched";

export interface StripSpan {
  from: number;
  to: number;
  presence: StripPresence;
  /** Null: not known. */
  state: StripState | null;
  /** paused: the person, if it was us. */
  pausedBy: string | null;
}

/** The one word that a stretch is shown by: what it did, as far as it could be heard then. */
export type StripWord = StripState | "silent" | "offline" | "unwatched";

export function wordOf({ presence, state }: Pick<StripSpan, "presence" | "state">): StripWord {
  if (presence === "silent" || presence === "offline" || presence === "unwatched") return presence;
  return state ?? "unknown";
}

const modes: readonly ChargerMode[] = ["disconnected", "requesting", "charging", "finished", "unknown"];
const modeIn = (value: unknown): ChargerMode | null => modes.find((one) => one === value) ?? null;
const switchIn = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);

/** Reads spans at instants that only grow. */
function reader<T>(spans: readonly (readonly [number, number, T])[]) {
  let next = 0;
  return (at: number): T | null => {
    while ((spans[next]?.[1] ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    const span = spans[next];
    return span !== undefined && span[0] <= at ? span[2] : null;
  };
}

/** A charger tells a pause a moment before or after the command that made it. */
const beforeMs = 120_000;
const afterMs = 10_000;

/** Who stopped it, where a stop went out shortly before the pause began. */
function pausedBy(from: number, commands: readonly Pick<Command, "kind" | "by" | "course">[]): string | null {
  const stop = commands.findLast(({ kind, course }) => {
    const sent = course.find(({ stage }) => stage === "published")?.at;
    const refused = course.some(({ stage }) => stage === "rejected");
    return kind === "stop" && !refused && sent !== undefined && sent <= from + afterMs && sent >= from - beforeMs;
  });
  return stop?.by.name ?? null;
}

/** The states of a charger over what an answer covers, without a hole. Null: the range is too long for them. */
export function stripOf(history: ChargerHistory): StripSpan[] | null {
  const { from, until, states, presence } = history;
  if (states === null || presence === null) return null;
  const told = (key: string) => states.find((one) => one.key === key)?.spans ?? [];
  const [mode, paused, asks] = [told("mode"), told("pausedByOrder"), told("authenticationRequired")];
  const [modeAt, pausedAt, asksAt, presenceAt] = [reader(mode), reader(paused), reader(asks), reader(presence)];
  const borders = [mode, paused, asks, presence].flatMap((spans) => spans.flatMap((span) => [span[0], span[1]]));
  const ends = [from, ...borders].filter((at) => at >= from && at < until).sort((a, b) => a - b);
  const spans: StripSpan[] = [];
  let hasCharged = false;
  for (const [index, at] of ends.entries()) {
    const to = ends[index + 1] ?? until;
    const does = modeIn(modeAt(at));
    if (does === "charging") hasCharged = true;
    else if (does === "disconnected") hasCharged = false;
    const [isPaused, asksWho] = [switchIn(pausedAt(at)), switchIn(asksAt(at))];
    if (to <= at) continue;
    const word =
      does === null
        ? null
        : stateWord({ mode: does, pausedByOrder: isPaused, authenticationRequired: asksWho, tagAccepted: hasCharged });
    add(spans, {
      from: at,
      to,
      presence: presenceAt(at) ?? "unwatched",
      state: word === "waitingForAuthorisation" ? "waiting" : word,
      pausedBy: word === "paused" ? pausedBy(at, history.commands ?? []) : null,
    });
  }
  return spans;
}

/** One that goes on is one, and who paused it goes on with it. */
function add(spans: StripSpan[], span: StripSpan): void {
  const last = spans.at(-1);
  const goesOn = last !== undefined && last.to === span.from && last.state === span.state;
  if (goesOn && last.presence === span.presence && (last.pausedBy === span.pausedBy || span.pausedBy === null))
    last.to = span.to;
  else spans.push(span);
}

/** With what the stream told since the end of them, until now. */
export function stripWithTail(
  spans: readonly StripSpan[],
  tail: readonly TailPoint[],
  end: number,
  now: number,
): StripSpan[] {
  const all = spans.map((span) => ({ ...span }));
  const later = tail.filter(({ at }) => at >= end);
  const ends = [...later.map(({ at }) => at), now];
  const first = ends[0] ?? now;
  if (first > end) add(all, { from: end, to: first, presence: "unwatched", state: null, pausedBy: null });
  for (const [index, { presence, state, pausedBy: by }] of later.entries())
    add(all, {
      from: ends[index] as number,
      to: ends[index + 1] as number,
      presence: presence ?? "unwatched",
      state,
      pausedBy: by?.name ?? null,
    });
  return all;
}

const beginOf = ({ from }: StripSpan) => from;

/** What it did at an instant; null: that is not loaded. */
export function spanAt(spans: readonly StripSpan[], at: number): StripSpan | null {
  const found = spans[lastNotAfter(spans.map(beginOf), at)];
  return found !== undefined && at < found.to ? found : null;
}

/**
 * All that it did within a stretch, in order.
 * @param begins of the spans, where many stretches are asked for
 */
export function spansWithin(
  spans: readonly StripSpan[],
  [from, to]: Stretch,
  begins: readonly number[] = spans.map(beginOf),
): StripSpan[] {
  const within: StripSpan[] = [];
  for (let i = Math.max(0, lastNotAfter(begins, from)); i < spans.length; i += 1) {
    const span = spans[i] as StripSpan;
    if (span.from >= to) break;
    if (span.to > from) within.push(span);
  }
  return within;
}
