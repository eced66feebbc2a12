import type { Observation, ObservationKey } from "../../domain/charger/observation";
import type { Held } from "../state/held";
import { nearMs } from "./epoch";
import { uptimeKeys, uptimeOf } from "./uptime";

/** What tells a start stands within this of its message's own time, ms. */
const withinMs = 10_000;

const uptimes: ReadonlySet<ObservationKey> = new Set(uptimeKeys);

/**
 * Whether a message tells that the charger has started: something that is sent at boot alone, or an uptime that fell, with an instant within 10 s of the message's own time (wire.md, Clocks 3).
 */
export function isStart(observations: readonly Observation[], ownAt: number, held: Held): boolean {
  for (const observation of observations) {
    const { key } = observation;
    if (key !== "startedUp" && !uptimes.has(key)) continue;
    if (Math.abs(observation.ownAt - ownAt) > withinMs) continue;
    if (key === "startedUp" || fell(observation, held.get(key))) return true;
  }
  return false;
}

/** A late copy of an older uptime is smaller too, but tells the same boot. */
function fell(is: Observation, was: Observation | undefined): boolean {
  const uptimeS = uptimeOf(is.value);
  const before = was === undefined ? null : uptimeOf(was.value);
  if (was === undefined || uptimeS === null || before === null || uptimeS >= before) return false;
  return is.ownAt - uptimeS * 1000 > was.ownAt - before * 1000 + nearMs || is.ownAt < was.ownAt - before * 1000;
}
