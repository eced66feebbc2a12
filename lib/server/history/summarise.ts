import { holdOf } from "../../domain/charger/freshness";
import { dayUs, hourUs } from "../../domain/history/hours";
import { ownKinds } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Point } from "../../history/block";
import { bucketsOf, joined } from "../../history/buckets";
import { type DayStats, packDayStats, packHourStats, type SummedUp, summaryOf } from "../../history/stats";
import { type Span, stepsOf, type ToldValue } from "../../history/steps";
import type { Protocols } from "../../protocol/registry";
import type { DayOfCharger, Summariser } from "../../store/history/summariser";
import { onlineSpans } from "./online";
import { numberIn, readPoint } from "./read-value";

/** What history is summed up by: the numbers that chargers' dialects read in it. `ratedA`: the largest current that is entered, 0: none. */
export function createSummariser(protocols: Protocols, ratedA: (deviceId: DeviceId) => number): Summariser {
  const toldIn = (deviceId: DeviceId, kind: number, points: readonly Point[]): ToldValue[] | null => {
    const dialect = protocols.of(deviceId);
    const [first] = points;
    if (first === undefined || kind < ownKinds.presence + 1) return null;
    const rated = ratedA(deviceId);
    const told = points.map((point) => ({
      at: point.at / 1_000,
      value: numberIn(readPoint(dialect, deviceId, kind, point), rated),
    }));
    return told.some(({ value }) => value !== null) ? told : null;
  };

  return {
    hour(deviceId, points, hour) {
      const kinds = new Map<number, SummedUp>();
      for (const [kind, list] of points) {
        const summary = summaryOf(toldIn(deviceId, kind, list) ?? []);
        if (summary !== null) kinds.set(kind, summary);
      }
      return kinds.size === 0 ? null : packHourStats(kinds, hour * (hourUs / 1_000));
    },
    day(deviceId, day) {
      const span = spanOf(day);
      const online = onlineSpans(presenceOf(day), span.to);
      const kinds = new Map<number, DayStats>();
      for (const kind of new Set([...day.held.keys(), ...day.points.keys()])) {
        const told = toldIn(deviceId, kind, pointsOf(day, kind));
        const stats =
          told === null ? null : statsOf(told, keyOf(deviceId, kind), { online, watched: day.watched }, span);
        if (stats !== null) kinds.set(kind, stats);
      }
      return packDayStats(kinds);
    },
  };

  function keyOf(deviceId: DeviceId, kind: number) {
    return readPoint(protocols.of(deviceId), deviceId, kind, { raw: null, at: 0, ownAt: 0, epoch: 0 }).key;
  }
}

const spanOf = ({ day }: DayOfCharger): Span => ({ from: (day * dayUs) / 1_000, to: ((day + 1) * dayUs) / 1_000 });

const presenceOf = (day: DayOfCharger) => pointsOf(day, ownKinds.presence);

/** What held when the day began, and what was told in it. */
const pointsOf = ({ held, points }: DayOfCharger, kind: number): Point[] => [
  ...(held.get(kind) ?? []),
  ...(points.get(kind) ?? []),
];

function statsOf(
  told: readonly ToldValue[],
  key: string,
  { online, watched }: { online: readonly Span[]; watched: readonly Span[] },
  span: Span,
): DayStats | null {
  const steps = stepsOf(told, holdOf(key), online, span.to, watched);
  const whole = joined(bucketsOf(steps, span, 1));
  return whole && { min: whole.min, max: whole.max, mean: whole.mean, knownMs: whole.knownMs };
}
