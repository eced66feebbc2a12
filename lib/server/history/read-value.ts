import type { Observation } from "../../domain/charger/observation";
import { isPlausible, isUsual } from "../../domain/charger/plausible";
import type { DeviceId } from "../../domain/ids";
import type { Point } from "../../history/block";
import type { Dialect } from "../../protocol/dialect";

type Read = Pick<Observation, "key" | "value">;

/** A point as its dialect reads it. Instants are whole microseconds in a point, and ms in what is read. */
export function readPoint(dialect: Dialect, deviceId: DeviceId, kind: number, { raw, at, ownAt, epoch }: Point): Read {
  return dialect.restored(deviceId, {
    id: kind,
    raw,
    ownAt: ownAt / 1_000,
    observedAt: at / 1_000,
    epoch,
    arrivedAt: at / 1_000,
  });
}

/** The number that was told; null: none was, it cannot be read, or it cannot be so for a charger of this rating. */
export function numberIn({ key, value }: Read, ratedA: number): number | null {
  if (typeof value !== "number") return null;
  if (isUsual(key, value)) return value;
  return isPlausible(key, value, { ratedA, sessionMs: null, heardBegin: false }) ? value : null;
}
