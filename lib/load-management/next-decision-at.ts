import type { NetworkType } from "../domain/topology";
import type { Placed } from "./commands";
import { mayChangeAt, type Seat } from "./sharing/contender";
import { turnMs } from "./sharing/time-slice";
import { overdrawnAt } from "./sharing/worst-case-draw";
import { confirmMs } from "./types";
import { isStuck, repeatAt } from "./unconfirmed";

/** While somebody waits, and turns that are over have not ended because all were served alike, in ms. */
const waitingMs = 30_000;

/** The next instant at which time alone changes the decision; null: none. */
export function againAt(
  network: NetworkType,
  placed: readonly Placed[],
  seats: readonly Seat[],
  now: number,
): number | null {
  let next = Number.POSITIVE_INFINITY;
  const note = (at: number | null) => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const { charger } of placed) {
    const last = charger.pending.at(-1);
    if (last && charger.reachable) {
      const at = isStuck(charger, now) ? repeatAt(charger) : last.sentAt + confirmMs;
      next = Math.min(next, at);
    }
    note(charger.holdUntil);
    note(charger.quietUntil);
    note(overdrawnAt(network, charger, now));
  }
  const isWaiting = ({ currentA, full }: Seat) => currentA === 0 && full !== null;
  const waiting = seats.some(isWaiting);
  for (const seat of seats) {
    if (!seat.mayChange && (isWaiting(seat) || seat.kept)) note(mayChangeAt(seat.charger.switches));
    const { since } = seat.charger.turn;
    if (waiting && since !== null && seat.currentA > 0)
      note(Math.max(since + turnMs, now + (seat.inTurn ? 0 : waitingMs)));
  }
  return Number.isFinite(next) ? next : null;
}
