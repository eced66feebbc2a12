import type { DeviceId } from "../../domain/ids";
import type { Points } from "../../history/block";
import type { Span } from "../../history/steps";

/** A day of a charger (since 1970, UTC). */
export interface DayOfCharger {
  day: number;
  /** What held when it began: the last of each kind, one point each. */
  held: Points;
  points: Points;
  /** When the dashboard knew what is so now, ms. */
  watched: readonly Span[];
}

/** Sums up what was told, as bytes that the store keeps and does not read. */
export interface Summariser {
  /** Null: there is nothing worth it. `hour`: since 1970. */
  hour(deviceId: DeviceId, points: Points, hour: number): Buffer | null;
  day(deviceId: DeviceId, day: DayOfCharger): Buffer;
}
