import type { Effect } from "../domain/settings/preview";
import { decide } from "./decide";
import { commanded } from "./sharing/worst-case-draw";
import type { LoadCharger, LoadInput } from "./types";

/** As it will be when what was sent has been confirmed: what is not settled yet says nothing of what is to come. */
const settled = (charger: LoadCharger): LoadCharger => ({
  ...charger,
  allocation: commanded(charger),
  pending: [],
  attempts: 0,
  holdUntil: 0,
  quietUntil: 0,
});

/** What becomes of the cars of an installation with this input's settings and available current. */
export function effectOf(input: LoadInput): Effect {
  const { grants } = decide({ ...input, chargers: input.chargers.map(settled) });
  const heard = input.chargers.filter(({ reachable }) => reachable);
  const charging = heard.filter(({ demand }) => demand === "charging" || demand === "ending");
  const waiting = heard.filter(({ demand }) => demand === "asking");
  // A charger that takes no allocation is not in the grants: it goes on as it is.
  const served = ({ deviceId }: LoadCharger) => grants.get(deviceId)?.currentA !== 0;
  return {
    charging: charging.length,
    keep: charging.filter(served).length,
    waiting: waiting.length,
    couldStart: waiting.filter(served).length,
  };
}
