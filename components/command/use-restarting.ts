import { useOfCharger } from "../../lib/client/state/use-live";
import type { Command } from "../../lib/domain/command/command";
import type { DeviceId } from "../../lib/domain/ids";
import { silenceOf } from "../charger/silence";
import { restartingBy } from "./restarting";

/** The command by which a charger that cannot be heard is away just now; null: it can be heard, or nobody asked for it. */
export function useRestarting(deviceId: DeviceId): Command | null {
  return useOfCharger(deviceId, ({ presence, commands }) =>
    silenceOf(presence) === null ? null : restartingBy(commands, presence.since),
  );
}
