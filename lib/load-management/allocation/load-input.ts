import type { DeviceId } from "../../domain/ids";
import type { InstallationFacts } from "../../fleet/views/allocation-view";
import type { LoadInput } from "../types";
import { withBeginnings } from "./beginnings";
import type { Memory } from "./charger-memory";
import { loadChargerOf } from "./load-charger";

/** An installation as the load management takes it, with what is remembered of each charger and brought up to `now` (ms). */
export function loadInputOf(
  facts: InstallationFacts,
  memoryOf: (deviceId: DeviceId) => Memory,
  now: number,
): LoadInput {
  const { installation, availableA, circuits } = facts;
  const chargers = facts.chargers.flatMap((charger) => {
    const { circuitId } = charger.entry;
    return circuitId === null ? [] : [loadChargerOf(charger, memoryOf(charger.deviceId), circuitId, now)];
  });
  return { now, installation, availableA, circuits, chargers: withBeginnings(chargers, memoryOf) };
}
