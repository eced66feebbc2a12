import { useOfCharger } from "../../lib/client/state/use-live";
import type { ChargerView } from "../../lib/contract/view";
import type { PresenceWord } from "../../lib/domain/charger/presence";

type Head = Pick<ChargerView, "name" | "product" | "may" | "commands" | "session" | "state" | "firmware" | "old"> & {
  presence: PresenceWord;
  /** A car is plugged in, as far as known. */
  car: boolean;
};

/** What of a charger is no measured value, and changes rarely. Null: there is no such charger (any more). */
export function useChargerHead(deviceId: string): Head | null {
  const name = useOfCharger(deviceId, (charger) => charger.name);
  const product = useOfCharger(deviceId, (charger) => charger.product);
  const may = useOfCharger(deviceId, (charger) => charger.may);
  const commands = useOfCharger(deviceId, (charger) => charger.commands);
  const session = useOfCharger(deviceId, (charger) => charger.session);
  const state = useOfCharger(deviceId, (charger) => charger.state);
  const firmware = useOfCharger(deviceId, (charger) => charger.firmware);
  const presence = useOfCharger(deviceId, (charger) => charger.presence.word);
  const old = useOfCharger(deviceId, (charger) => charger.old);
  if (name === null || product === null || may === null || commands === null) return null;
  if (firmware === null || presence === null || state === null) return null;
  const car = state.word !== "noCar";
  return { name, product, may, commands, session, state, firmware, old, presence, car };
}
