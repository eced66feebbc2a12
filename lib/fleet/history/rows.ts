import type { Observation } from "../../domain/charger/observation";
import { type HistoryRow, micros } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";
import type { Clock } from "../clock/clock";
import { type Epoch, nearMs, neverSetAt } from "../clock/epoch";

/** Where an observation stands in history: what names its row, beside its charger and kind. */
export type Place = Pick<HistoryRow, "epoch" | "ownAt" | "at">;

export const isSamePlace = (a: Place, b: Place): boolean => a.epoch === b.epoch && a.ownAt === b.ownAt && a.at === b.at;

/** As it stands now, by its epoch's present offset, which may be another one later. */
export const placeNow = (observation: Observation, epoch: Epoch | undefined): Place =>
  placeAt(observation, epoch?.index ?? 0, epoch?.historyOffsetMs ?? epoch?.offsetMs ?? 0);

/**
 * For good: from the first on, all of an epoch are moved by the same, so that an observation that comes again has the same
 * place again, however its clock's measured error grows meanwhile.
 */
export function placeForGood(observation: Observation, epoch: Epoch | undefined): Place {
  if (epoch !== undefined) epoch.historyOffsetMs ??= epoch.offsetMs;
  return placeNow(observation, epoch);
}

function placeAt({ ownAt, arrivedAt }: Observation, epoch: number, offsetMs: number): Place {
  const at = ownAt - offsetMs;
  // Of a clock that was never set, and was not measured, the arrival is all that is known; and nothing is said before it happens.
  const isKnown = at >= neverSetAt && at <= arrivedAt + nearMs;
  return { epoch, ownAt: micros(ownAt), at: micros(isKnown ? at : arrivedAt) };
}

export const epochOf = ({ epochs }: Clock, index: number): Epoch | undefined => {
  for (let i = epochs.length - 1; i >= 0; i -= 1) if (epochs[i]?.index === index) return epochs[i];
  return undefined;
};

export function rowOf(deviceId: DeviceId, { id, raw, arrivedAt }: Observation, place: Place, nth = 0): HistoryRow {
  const { epoch, ownAt, at } = place;
  // Of two in one message the second is the later.
  return { deviceId, kind: id, epoch, ownAt, at, raw, arrivedAt: micros(arrivedAt) + nth, gone: false };
}
