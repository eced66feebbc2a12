import { micros } from "../../domain/history/row";
import { keptOf } from "../../sessions/kept-session";
import { beginOf } from "../../sessions/sessions";
import type { Moment, Session } from "../../sessions/types";

/** A session as a row of its table has it, but for its place. */
export interface SessionRow {
  id: string;
  session_id: string;
  begin_at: number;
  start_from: number | null;
  start_to: number | null;
  end_from: number | null;
  end_to: number | null;
  open: boolean;
  energy_wh: number | null;
  verdict: string | null;
  flags: readonly string[];
  failed_starts: number;
  tag: string | null;
  session: unknown;
  signed_record: string | null;
  key_id: string | null;
  public_key: string | null;
  /** Who charged was erased. */
  erased: boolean;
}

const whole = (ms: number | null) => (ms === null ? null : micros(ms));

/** Not before the first, not after the second, whole microseconds; the same where it is known. */
function boundsOf({ at, within }: Moment): [number | null, number | null] {
  return at === null ? [whole(within?.from ?? null), whole(within?.to ?? null)] : [micros(at), micros(at)];
}

export function rowOf(session: Session, id: string): SessionRow {
  const [startFrom, startTo] = boundsOf(session.start);
  const [endFrom, endTo] = session.isOpen ? [null, null] : boundsOf(session.end);
  const { signed, signedReadings, signedBy } = session;
  return {
    id,
    session_id: session.id,
    begin_at: micros(beginOf(session)),
    start_from: startFrom,
    start_to: startTo,
    end_from: endFrom,
    end_to: endTo,
    open: session.isOpen,
    energy_wh: session.energy.wh,
    verdict: signed?.verdict ?? null,
    flags: session.flags,
    failed_starts: session.failedStarts.length,
    tag: session.tag,
    session: keptOf(session),
    signed_record: signedReadings,
    key_id: signed?.keyId ?? null,
    public_key: signedBy,
    erased: false,
  };
}

/** A session's time, whole microseconds; `end` null: it goes on. */
export interface Stay {
  begin: number;
  end: number | null;
}

/**
 * The one instant by which a session belongs to a stretch of time: away from its begin and its end, which two clocks tell a little
 * differently.
 */
export const middleOf = ({ begin, end }: Stay): number => (end === null ? begin : (begin + end) / 2);

export const stayOf = ({ begin_at: begin, end_from, end_to, open }: SessionRow): Stay => ({
  begin,
  end: open ? null : (end_to ?? end_from ?? begin),
});
