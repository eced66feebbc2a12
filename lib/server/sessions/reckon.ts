import type { ObservationKey } from "../../domain/charger/observation";
import { dayUs } from "../../domain/history/hours";
import { micros, ownKinds } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Point } from "../../history/block";
import type { Span } from "../../history/steps";
import type { Dialect } from "../../protocol/dialect";
import { sessionsOf } from "../../sessions/sessions";
import { type Session, sessionKeys, type Told, type ToldRecord } from "../../sessions/types";
import type { HistoryReader } from "../../store/history/reader";
import type { Store } from "../../store/store";
import { inBoth, onlineSpans } from "../history/online";
import { readPoint } from "../history/read-value";
import { farthestUs, type Stretch, stretchOf } from "./stretch";

const readAtOnceUs = 4 * dayUs;
/** That the dashboard was there is written at least so often, with some time to spare (`server/app/keeper.ts`), ms. */
const writtenLateMs = 30_000;

export interface Reckoning {
  deviceId: DeviceId;
  dialect: Dialect;
  isPersonal(deviceId: DeviceId, kind: number): boolean;
  /** The largest current that is entered, A; 0: none. */
  ratedA: number;
  /** ms. */
  now: number;
}

/** Of the first and the last that was told, whole microseconds. */
interface News {
  from: number;
  to: number;
}

export interface Reckoned {
  stretch: Stretch;
  sessions: Session[];
  /** Session ids of the records that were news. */
  also: string[];
  /** How far sessions that go on have come, whole microseconds. */
  until: number;
}

/** Reads all that sessions follow from that a charger told of these days, and reckons them. Null: nothing of it is kept. */
export async function reckon(
  store: Pick<Store, "history" | "sessions" | "commands">,
  reckoning: Reckoning,
  news: News,
): Promise<Reckoned | null> {
  const { deviceId, dialect } = reckoning;
  const told = await store.history.read(deviceId, (reader) => recordsIn(reader, dialect, news.from, news.to + 1));
  if (told === null) return null;
  const ids = told.map(({ record }) => record.id);
  const known = await store.sessions.earliestBegin(deviceId, news.from, ids);
  const begins = [...told.map(beginOf), known].filter((at) => at !== null);
  const begin = Math.min(news.from, ...begins);
  const read = await store.history.read(deviceId, (reader) => readOf(reader, reckoning, { ...news, begin }));
  if (read === null) return null;
  const { stretch, meterTold, until, ...all } = read;
  const commands = await store.commands.listBetween(deviceId, stretch.from / 1_000, until);
  const meterKeys = await meterKeysOf(store, deviceId, meterTold, reckoning.now);
  const { ratedA } = reckoning;
  const sessions = sessionsOf({ chargerId: deviceId, ...all, commands, ratedA, meterKeys, until });
  return { stretch, sessions: flagged(sessions, stretch), also: ids, until: micros(until) };
}

/** Those that are kept, with the one that the charger tells: where that is news, other sessions of it become due too. */
async function meterKeysOf(
  { sessions }: Pick<Store, "sessions">,
  deviceId: DeviceId,
  told: string | null,
  at: number,
): Promise<string[]> {
  const known = await sessions.meterKeys(deviceId);
  if (told === null || known.includes(told)) return known;
  await sessions.addMeterKey({ deviceId, key: told, enteredBy: null, at });
  return sessions.meterKeys(deviceId);
}

/** Of what began before the stretch not all was looked at. */
function flagged(sessions: readonly Session[], { from, isCut }: Stretch): Session[] {
  if (!isCut) return [...sessions];
  return sessions.map((session) => {
    const isWhole = session.start.at !== null && micros(session.start.at) > from;
    return isWhole ? session : { ...session, flags: [...session.flags, "cutShort"] };
  });
}

async function readOf(reader: HistoryReader, reckoning: Reckoning, news: News & { begin: number }) {
  const { deviceId, dialect } = reckoning;
  const now = micros(reckoning.now);
  const stretch = await stretchOf(reader, dialect, deviceId, { ...news, now });
  const { told, presence } = await toldIn(reader, reckoning, stretch);
  const records = await recordsIn(
    reader,
    dialect,
    stretch.from,
    Math.max(news.to + 1, Math.min(stretch.readTo, now) + farthestUs),
  );
  const watched = await reader.watched({ from: stretch.from, to: stretch.readTo });
  const until = stretch.to === Number.POSITIVE_INFINITY ? knownUntil(watched, reckoning.now) : reckoning.now;
  const isSigned = records.some(({ record }) => record.signedReadings !== null);
  return {
    stretch,
    told,
    records,
    until,
    online: inBoth(onlineSpans(presence, Math.min(stretch.readTo / 1_000, until)), watched),
    meterTold: isSigned ? await meterKeyIn(reader, dialect, now) : null,
  };
}

/** How far it is known what a charger did, ms: what the dashboard has seen in the last seconds is not written yet. */
function knownUntil(watched: readonly Span[], now: number): number {
  const last = watched.at(-1)?.to ?? 0;
  return now - last < writtenLateMs ? Math.min(now, last) : now;
}

const timesOf = ({ at, ownAt, epoch }: Point) => ({ at: at / 1_000, ownAt: ownAt / 1_000, epoch });

async function recordsIn(reader: HistoryReader, dialect: Dialect, from: number, to: number): Promise<ToldRecord[]> {
  const kind = dialect.idOf("completedSession");
  const points = await reader.personal({ from, to }, new Set(kind === undefined ? [] : [kind]));
  return [...points.values()].flat().flatMap((point) => recordOf(dialect, point));
}

function recordOf(dialect: Dialect, point: Point): ToldRecord[] {
  const record = typeof point.raw === "string" ? dialect.sessionRecord(point.raw) : null;
  return record === null ? [] : [{ ...timesOf(point), record }];
}

/** When its session may have begun, whole microseconds. */
function beginOf({ at, ownAt, record }: ToldRecord): number | null {
  const own = record.startedAt ?? record.endedAt;
  return own === null ? null : micros(own - (ownAt - at));
}

/** The last that its meter was told to have; it is not needed by anything else. */
async function meterKeyIn(reader: HistoryReader, dialect: Dialect, now: number): Promise<string | null> {
  const kind = dialect.idOf("meterKey");
  if (kind === undefined) return null;
  const raw = (await reader.heldAt(now, new Set([kind]))).get(kind)?.at(-1)?.raw;
  return typeof raw === "string" && raw !== "" ? raw : null;
}

/** Of what is told when it changes, what held at the begin of the stretch is in it. */
async function toldIn(reader: HistoryReader, { deviceId, dialect, isPersonal }: Reckoning, { from, readTo }: Stretch) {
  const keys = new Map<number, ObservationKey>();
  for (const key of sessionKeys) {
    const kind = dialect.idOf(key);
    if (kind !== undefined) keys.set(kind, key);
  }
  const personal = new Set([...keys.keys()].filter((kind) => isPersonal(deviceId, kind)));
  const others = new Set([...keys.keys(), ownKinds.presence].filter((kind) => !personal.has(kind)));
  const told = new Map<ObservationKey, Told[]>();
  const presence: Point[] = [];
  const take = (points: ReadonlyMap<number, readonly Point[]>) => {
    for (const [kind, list] of points) {
      if (kind === ownKinds.presence) for (const point of list) presence.push(point);
      const key = keys.get(kind);
      if (key === undefined) continue;
      const known = told.get(key) ?? [];
      told.set(key, known);
      for (const point of list)
        known.push({ ...timesOf(point), value: readPoint(dialect, deviceId, kind, point).value });
    }
  };
  take(await reader.heldAt(from, others));
  // A part at a time: nobody else waits for all of it to be unpacked.
  for (let at = from; at < readTo; at += readAtOnceUs)
    take((await reader.points({ from: at, to: Math.min(at + readAtOnceUs, readTo) }, others)).points);
  take(await reader.personal({ from, to: readTo }, personal));
  return { told, presence };
}
