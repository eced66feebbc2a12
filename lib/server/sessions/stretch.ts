import { dayUs } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import type { Point } from "../../history/block";
import type { Dialect } from "../../protocol/dialect";
import type { HistoryReader } from "../../store/history/reader";
import { readPoint } from "../history/read-value";

/** So far back, and on, from what was told is it looked what it may be of: no session that is whole is longer. */
export const farthestUs = 92 * dayUs;
const lookDays = [1, 8, 31, 92] as const;
/** What two clocks tell of one instant is not farther apart (wire.md 4, rule 7). */
const clocksApartUs = 120_000_000;

/** What of a charger is reckoned anew, whole microseconds. */
export interface Stretch {
  /** No car was there then, as far as that is known; nor at `to`, which is infinite where it reaches up to now. */
  from: number;
  to: number;
  /** What was told before it is needed. */
  readTo: number;
  /** The car that was there at `from` had come before, or a session is told of that began before. */
  isCut: boolean;
}

interface News {
  /** Of the first and the last of what was told. */
  from: number;
  to: number;
  /** When the first session began that it may be of. */
  begin: number;
  now: number;
}

type Car = { word: "there" | "gone"; at: number } | null;

/** Looks at when a car was there. */
function carReader(reader: HistoryReader, dialect: Dialect, deviceId: DeviceId) {
  const kind = dialect.idOf("mode") ?? Number.NaN;
  const kinds = new Set([kind].filter((one) => !Number.isNaN(one)));
  const isGone = (point: Point) => readPoint(dialect, deviceId, kind, point).value === "disconnected";
  return {
    /** When it was told between these that no car is there. */
    async gone(from: number, to: number): Promise<number[]> {
      const { points } = await reader.points({ from, to }, kinds);
      return (points.get(kind) ?? []).filter(isGone).map(({ at }) => at);
    },
    /** What was told last up to `at`, with it. */
    async at(at: number): Promise<Car> {
      const held = (await reader.heldAt(at + 1, kinds)).get(kind)?.at(-1);
      return held === undefined ? null : { word: isGone(held) ? "gone" : "there", at: held.at };
    },
  };
}
type CarReader = ReturnType<typeof carReader>;

/** The stretch that holds all sessions that the news may be of. */
export async function stretchOf(
  reader: HistoryReader,
  dialect: Dialect,
  deviceId: DeviceId,
  { from, to, begin, now }: News,
): Promise<Stretch> {
  const car = carReader(reader, dialect, deviceId);
  const earliest = from - farthestUs;
  const back = await lookBack(car, Math.max(Math.min(from, begin), earliest), earliest);
  const begins = { from: back ?? earliest, isCut: back === null || begin < earliest };
  const isNew = to >= now - dayUs;
  const on = isNew ? null : await lookOn(car, to, to + farthestUs);
  if (on !== null) return { ...begins, to: on, readTo: on + clocksApartUs };
  return isNew || to + farthestUs >= now
    ? { ...begins, to: Number.POSITIVE_INFINITY, readTo: now + dayUs }
    : { ...begins, to: to + farthestUs, readTo: to + farthestUs };
}

/** When no car was there before `low`, or nothing had been told of one; null: it was there all the time since `earliest`. */
async function lookBack(car: CarReader, low: number, earliest: number): Promise<number | null> {
  const held = await car.at(low);
  if (held === null) return low - clocksApartUs;
  if (held.word === "gone") return Math.max(held.at, low - clocksApartUs);
  let to = low;
  for (const days of lookDays) {
    const from = Math.max(low - days * dayUs, earliest);
    const last = from < to ? (await car.gone(from, to)).at(-1) : undefined;
    if (last !== undefined) return last;
    to = from;
  }
  return (await car.at(earliest))?.word === "there" ? null : earliest;
}

async function lookOn(car: CarReader, high: number, latest: number): Promise<number | null> {
  if ((await car.at(high))?.word !== "there") return high + 1;
  let from = high;
  for (const days of lookDays) {
    const to = Math.min(high + days * dayUs, latest);
    const [first] = from < to ? await car.gone(from, to) : [];
    if (first !== undefined) return first;
    from = to;
  }
  return null;
}
