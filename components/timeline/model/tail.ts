import type { ChargerDetail, ChargerView } from "../../../lib/contract/view";
import { freshness } from "../../../lib/domain/charger/freshness";
import type { PresenceWord } from "../../../lib/domain/charger/presence";
import type { StateWord } from "../../../lib/domain/charger/state";
import { allLines, voltageTerminalOf } from "../../../lib/domain/electrical/phase";
import { current, type Reading } from "../../../lib/domain/reading";
import { currentOf, type TrackId, voltageOf } from "./rows";

/** What the stream told of a charger: what was so from `at` on, ms, until the next point. */
export interface TailPoint {
  at: number;
  /** What is left out is not known. */
  values: Partial<Record<TrackId, number>>;
  /** Null: nobody knows, because the page itself was cut off. */
  presence: PresenceWord | null;
  /** Null: it is not known that it still does this. */
  state: StateWord | null;
  pausedBy: { name: string; at: number } | null;
  warnings: readonly string[] | null;
}

/** Since the page's own stream is gone. */
export const unheard = (at: number): TailPoint => ({
  at,
  values: {},
  presence: null,
  state: null,
  pausedBy: null,
  warnings: null,
});

/** What holds at `at` of what a charger told last. */
export function pointOf(charger: ChargerView, detail: ChargerDetail | null, at: number): TailPoint {
  const presence = charger.presence.word;
  if (presence !== "online" || charger.old !== null) return { ...unheard(at), presence };
  const values: TailPoint["values"] = {};
  const put = (track: TrackId, reading: Reading<number> | null) => {
    const now = current(reading);
    if (now !== null) values[track] = now.value;
  };
  put("power", charger.powerW);
  put("allocated", charger.allocatedA);
  values.limit = charger.limitA;
  for (const line of allLines) {
    put(currentOf(line), charger.lines[line].reading);
    const terminal = voltageTerminalOf(charger.rotation, line);
    const voltage = terminal === null ? null : charger.voltageV[terminal - 1];
    if (voltage && freshness("voltage1V", voltage.at, presence, at) === "current") put(voltageOf(line), voltage);
  }
  const slow = [
    ["signal", "signalStrength", detail?.signalStrength],
    ["temperature", "temperatureC", detail?.temperatureC],
  ] as const;
  for (const [track, key, reading] of slow)
    if (reading && freshness(key, reading.at, presence, at) === "current") put(track, reading);
  const { word, pausedBy } = charger.state;
  return { at, values, presence, state: word, pausedBy, warnings: charger.warnings };
}

/** Whether a point tells nothing that the one before it has not told. */
function isSame(a: TailPoint, b: TailPoint): boolean {
  return JSON.stringify({ ...a, at: 0 }) === JSON.stringify({ ...b, at: 0 });
}

/** With a point more, which takes the place of those that are not before it. */
export function heard(points: readonly TailPoint[], next: TailPoint): TailPoint[] {
  const before = points.filter(({ at }) => at < next.at);
  const last = before.at(-1);
  return last !== undefined && isSame(last, next) ? before : [...before, next];
}

/**
 * What the stream tells after `until`: the first point is what held then, if that was heard, and the last of all what holds until now.
 * Empty where nothing follows.
 */
export function tailAfter(points: readonly TailPoint[], until: number, now: number): TailPoint[] {
  if (now <= until) return [];
  const held = points.findLast(({ at }) => at <= until);
  const later = points.filter(({ at }) => at > until && at < now);
  return held === undefined ? later : [{ ...held, at: until }, ...later];
}
