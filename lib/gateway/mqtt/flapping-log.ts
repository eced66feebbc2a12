import type { Logger } from "pino";
import { addressesOf, type Beginning, type Beginnings, begin, calmMs } from "../../domain/charger/flapping";
import type { DeviceId } from "../../domain/ids";

const nothing: Beginnings = { recent: [], flapping: null };

/** Logs a charger whose connection begins too often, with the addresses it came from: at first, then at most once in `calmMs`. */
export function createFlappingLog(log: Pick<Logger, "warn">) {
  const known = new Map<DeviceId, { beginnings: Beginnings; loggedAt: number }>();
  return {
    begun(deviceId: DeviceId, beginning: Beginning): void {
      const before = known.get(deviceId) ?? { beginnings: nothing, loggedAt: Number.NEGATIVE_INFINITY };
      const beginnings = begin(before.beginnings, beginning);
      const { flapping } = beginnings;
      const isDue = flapping !== null && beginning.at - before.loggedAt >= calmMs;
      known.set(deviceId, { beginnings, loggedAt: isDue ? beginning.at : before.loggedAt });
      if (!isDue) return;
      const { since, times, takenOver } = flapping;
      const said = { deviceId, addresses: addressesOf(beginnings), times, since: new Date(since).toISOString() };
      log.warn(said, `a charger's connection begins too often${takenOver ? ": two devices may use its id" : ""}`);
    },
    forget: (deviceId: DeviceId): boolean => known.delete(deviceId),
  };
}
