import { useLost } from "../../lib/client/state/use-connection";
import { useOfCharger } from "../../lib/client/state/use-live";
import type { DeviceId } from "../../lib/domain/ids";
import { type Silence, silenceOf } from "./silence";

/** How a charger cannot be heard; null: it can, or it is not the charger's fault: the page or the dashboard hears nobody. */
export function useSilence(deviceId: DeviceId): Silence | null {
  const silence = useOfCharger(deviceId, ({ presence }) => silenceOf(presence));
  return useLost() ? null : silence;
}
