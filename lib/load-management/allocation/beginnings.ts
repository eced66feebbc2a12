import type { DeviceId } from "../../domain/ids";
import { begun } from "../session-state";
import { weightOf } from "../sharing/contender";
import type { LoadCharger } from "../types";
import type { Memory } from "./charger-memory";

/** The same chargers; cars that have come since the last decision begin with what the least served of the others had, and that is remembered. */
export function withBeginnings(
  chargers: readonly LoadCharger[],
  memoryOf: (deviceId: DeviceId) => Memory,
): LoadCharger[] {
  const want = chargers.filter(({ demand }) => demand === "asking" || demand === "charging");
  const isNew = ({ deviceId }: LoadCharger) => !memoryOf(deviceId).session.begun;
  const others = want
    .filter((charger) => !isNew(charger))
    .map((charger) => ({ servedAh: charger.timeSlice.servedAh, weight: weightOf(charger) }));
  for (const charger of want.filter(isNew)) {
    const memory = memoryOf(charger.deviceId);
    memory.session = begun(memory.session, weightOf(charger), others);
  }
  return chargers.map((charger) => ({ ...charger, timeSlice: memoryOf(charger.deviceId).session.timeSlice }));
}
