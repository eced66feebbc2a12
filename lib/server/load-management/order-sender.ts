import { randomUUID } from "node:crypto";
import type { DeviceId } from "../../domain/ids";
import type { Fleet } from "../../fleet/state/fleet";
import type { Memory } from "../../load-management/allocation/charger-memory";
import { held, sent } from "../../load-management/setpoints";
import type { LoadCommand } from "../../load-management/types";
import type { ChargerOrder } from "../../protocol/charger-order";
import type { Log } from "../base/log";

/** A car that was done and gave back its current is not given new current at once, should it ask only because of that. */
const doneHoldMs = 900_000;

export interface AllocationSender {
  /** Notes what is sent, then sends it; `unsent` is called when nothing went out, and nothing is to be waited for. */
  sendOut(send: LoadCommand, memory: Memory, unsent: () => void): void;
  /** False: nothing went out. */
  goesOut(deviceId: DeviceId, rid: string, method: ChargerOrder): Promise<boolean>;
}

export function createAllocationSender(
  fleet: Fleet,
  now: () => number,
  send: (deviceId: DeviceId, rid: string, method: ChargerOrder) => Promise<boolean>,
  log: Log,
): AllocationSender {
  async function goesOut(deviceId: DeviceId, rid: string, method: ChargerOrder): Promise<boolean> {
    try {
      return await send(deviceId, rid, method);
    } catch (error) {
      log.error({ err: error, charger: deviceId, method: method.name }, "an allocation could not be sent");
      return false;
    }
  }
  return {
    goesOut,
    sendOut({ deviceId, method }, memory, unsent) {
      const { attempts } = memory.setpoints;
      const rid = randomUUID();
      const to =
        method.name === "allocate"
          ? { currentA: method.currentA, terminals: method.terminals }
          : { currentA: 0, terminals: null };
      const observations = fleet.chargers.get(deviceId)?.observations;
      const at = (key: string) => observations?.get(key)?.observedAt ?? 0;
      const setpoint = { rid, to, sentAt: now(), allocationAt: at("allocatedCurrentA"), modeAt: at("mode") };
      memory.setpoints = sent(memory.setpoints, setpoint);
      const done = memory.mode === "finished" && to.currentA === 0;
      if (done) memory.setpoints = held(memory.setpoints, now() + doneHoldMs);
      log.debug({ charger: deviceId, rid, ...to }, "allocation sent");
      void goesOut(deviceId, rid, method).then((out) => {
        if (out) return;
        const { setpoints } = memory;
        memory.setpoints = { ...setpoints, pending: setpoints.pending.filter((each) => each.rid !== rid), attempts };
        unsent();
      });
    },
  };
}
