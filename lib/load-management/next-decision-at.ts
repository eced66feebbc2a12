import type { NetworkType } from "../domain/topology";
import type { ConnectedCharger } from "./commands";
import { type Contender, mayChangeAt } from "./sharing/contender";
import { timeSliceMs } from "./sharing/time-slice";
import { overdrawnAt } from "./sharing/worst-case-draw";
import { confirmMs } from "./types";
import { isUnconfirmed, repeatAt } from "./unconfirmed";

/** How often to look again while somebody waits and a time slice is over, but goes on since all were served alike, in ms. */
const waitingMs = 30_000;

/** The next instant at which time alone changes the decision; null: none. */
export function againAt(
  network: NetworkType,
  connected: readonly ConnectedCharger[],
  contenders: readonly Contender[],
  now: number,
): number | null {
  let next = Number.POSITIVE_INFINITY;
  const note = (at: number | null) => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const { charger } of connected) {
    const last = charger.pending.at(-1);
    if (last && charger.reachable) {
      const at = isUnconfirmed(charger, now) ? repeatAt(charger) : last.sentAt + confirmMs;
      next = Math.min(next, at);
    }
    note(charger.holdUntil);
    note(charger.quietUntil);
    note(overdrawnAt(network, charger, now));
  }
  const isWaiting = ({ currentA, full }: Contender) => currentA === 0 && full !== null;
  const waiting = contenders.some(isWaiting);
  for (const contender of contenders) {
    if (!contender.mayChange && (isWaiting(contender) || contender.current))
      note(mayChangeAt(contender.charger.switches));
    const { since } = contender.charger.timeSlice;
    if (waiting && since !== null && contender.currentA > 0)
      note(Math.max(since + timeSliceMs, now + (contender.inTimeSlice ? 0 : waitingMs)));
  }
  return Number.isFinite(next) ? next : null;
}
