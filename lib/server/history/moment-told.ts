import { holdOf } from "../../domain/charger/freshness";
import { type KnownKey, type ObservationValue, unreadable } from "../../domain/charger/observation";
import type { PresenceWord } from "../../domain/charger/presence";
import { micros, ownKinds } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Point } from "../../history/block";
import { type Span, stepsOf } from "../../history/steps";
import type { Dialect } from "../../protocol/dialect";
import type { HistoryReader } from "../../store/history/reader";
import { onlineSpans, presenceSpans, withNow } from "./online";
import { numberIn, readPoint } from "./read-value";

export const momentKeys = [
  "mode",
  "pausedByOrder",
  "authenticationRequired",
  "powerW",
  "current1A",
  "current2A",
  "current3A",
  "voltage1V",
  "voltage2V",
  "voltage3V",
  "allocatedCurrentA",
  "maxCurrentA",
  "sessionEnergyKwh",
] as const satisfies readonly KnownKey[];
type MomentKey = (typeof momentKeys)[number];

/** `old`: it does not hold any more. */
interface Held {
  value: ObservationValue;
  at: number;
  old: boolean;
}

/** What was known of a charger at a moment. Instants: ms. */
export interface ToldUntil {
  values: ReadonlyMap<MomentKey, Held>;
  presence: { word: PresenceWord; since: number | null };
  isWatched: boolean;
  isSample: boolean;
}

export interface MomentQuery {
  deviceId: DeviceId;
  dialect: Dialect;
  /** The largest current that is entered, A; 0: none. */
  ratedA: number;
  /** ms. */
  at: number;
  /** Since when the dashboard has known what is so now, and now, ms; null: it does not. */
  watching: Span | null;
}

/** What was told when it could not be heard holds no longer than this (`history/steps.ts`), with some to spare, ms. */
const lookBackMs = 20 * 60_000;

/** Nothing was ever kept of it; whether somebody listened is told by others. */
export const nothingTold: ToldUntil = {
  values: new Map(),
  presence: { word: "unknown", since: null },
  isWatched: false,
  isSample: false,
};

/** Reads what a charger had told until a moment, with it, and what of that still held. */
export async function toldUntil(reader: HistoryReader, query: MomentQuery): Promise<ToldUntil> {
  const { dialect, at, watching } = query;
  const kinds = new Map<number, MomentKey>();
  for (const key of momentKeys) {
    const kind = dialect.idOf(key);
    if (kind !== undefined) kinds.set(kind, key);
  }
  const end = micros(at) + 1;
  const held = await reader.heldAt(end, new Set([...kinds.keys(), ownKinds.presence]));
  const points = [...held.values()].flat();
  const from = Math.min(end, ...points.map((point) => point.at));
  const watched = withNow(await reader.watched({ from, to: end }), watching);
  const isWatched = watched.some((span) => span.from <= at && span.to >= at);
  const presence = await presenceUntil(reader, held.get(ownKinds.presence)?.at(-1), at);
  const online = onlineSpans(presence, at + 1);
  const values = new Map<MomentKey, Held>();
  for (const [kind, key] of kinds) {
    const point = held.get(kind)?.at(-1);
    const value = point === undefined ? null : readingOf(query, kind, point);
    if (point === undefined || value === null) continue;
    const told = { at: point.at / 1_000, value: 0 };
    const holds = stepsOf([told], holdOf(key), online, at + 1, watched).some((step) => step.from <= at && step.to > at);
    values.set(key, { value, at: told.at, old: !holds });
  }
  const sample = await reader.sample();
  return {
    values,
    isWatched,
    presence: presenceAt(presence, watched, at),
    isSample: sample.some((span) => span.from <= at && span.to > at),
  };
}

/** Its presence of late, and what held before: whether a value holds is told by no more. */
async function presenceUntil(reader: HistoryReader, last: Point | undefined, at: number): Promise<Point[]> {
  if (last === undefined) return [];
  const from = micros(at - lookBackMs);
  if (last.at < from) return [last];
  const kinds = new Set([ownKinds.presence]);
  const before = (await reader.heldAt(from, kinds)).get(ownKinds.presence) ?? [];
  const { points } = await reader.points({ from, to: micros(at) + 1 }, kinds);
  return [...before, ...(points.get(ownKinds.presence) ?? [])];
}

function presenceAt(presence: readonly Point[], watched: readonly Span[], at: number): ToldUntil["presence"] {
  const span = presenceSpans(presence, watched, { from: at, to: at + 1 })[0];
  const last = presence.at(-1);
  if (span === undefined || last === undefined || span[0] > at) return { word: "unknown", since: null };
  return { word: span[2], since: last.at / 1_000 };
}

function readingOf(
  { dialect, deviceId, ratedA }: MomentQuery,
  kind: number,
  point: Point,
): Exclude<ObservationValue, symbol> | null {
  const read = readPoint(dialect, deviceId, kind, point);
  if (typeof read.value === "number") return numberIn(read, ratedA);
  return read.value === unreadable ? null : read.value;
}
