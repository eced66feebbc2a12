import type { DeviceId } from "../../domain/ids";
import type { LoadCharger, LoadDecision } from "../../load-management/types";
import type { Log } from "../base/log";

/** Says once in the log when a charger stops doing what it was allocated, and once when it does again. */
export interface TroubleLog {
  tell(chargers: readonly LoadCharger[], decision: LoadDecision): void;
}

export function createTroubleLog(log: Log): TroubleLog {
  const unconfirmed = new Set<DeviceId>();
  const overdrawing = new Set<DeviceId>();

  function note(set: Set<DeviceId>, charger: DeviceId, is: boolean, begins: string, ends: string): void {
    if (is === set.has(charger)) return;
    if (is) {
      set.add(charger);
      log.warn({ charger }, begins);
    } else {
      set.delete(charger);
      log.info({ charger }, ends);
    }
  }

  return {
    tell(chargers, decision) {
      const silent = new Set(decision.unconfirmed);
      const over = new Set(decision.overdrawing);
      for (const { deviceId } of chargers) {
        const [confirms, keeps] = [!silent.has(deviceId), !over.has(deviceId)];
        const late = "a charger does not confirm its allocation";
        note(unconfirmed, deviceId, !confirms, late, "a charger confirms its allocation again");
        const more = "a car draws more than its charger was allocated; the others make room";
        note(overdrawing, deviceId, !keeps, more, "a car keeps to its allocation again");
      }
    },
  };
}
