import { middleOf, type Stay } from "./session-row";

interface Known extends Stay {
  id: string;
  sessionId: string;
  /** It is replaced with its stretch; otherwise it is there only for its session id. */
  isOfStretch: boolean;
  /** It stays as it is: of what it followed from a part was erased. */
  isFrozen: boolean;
}

interface Found extends Stay {
  sessionId: string;
  /** Not all of it was looked at: where it is known with its end already, that stays. */
  isCut: boolean;
}

const touch = (a: Stay, b: Stay): boolean =>
  a.begin <= (b.end ?? Number.POSITIVE_INFINITY) && b.begin <= (a.end ?? Number.POSITIVE_INFINITY);

const isIn = (at: number, { begin, end }: Stay): boolean => at >= begin && at <= (end ?? Number.POSITIVE_INFINITY);
/** One is the other, however far their begins and ends are told apart. */
const areOne = (row: Stay, found: Stay): boolean =>
  isIn(middleOf(found), row) || (found.end !== null && isIn(middleOf(row), found));

/**
 * Which of the rows that are there a session takes: that of its session id, else one that no session has any more and of whose time it is,
 * so that it keeps its id and place when it gets another session id. The rows that no session takes are gone.
 * A frozen row takes its session's place.
 */
export function paired<F extends Found>(
  known: readonly Known[],
  found: readonly F[],
): { pairs: { session: F; id: string | null }[]; gone: string[] } {
  const bySession = new Map(known.map((row) => [row.sessionId, row]));
  const named = new Set(found.map(({ sessionId }) => sessionId));
  const frozen = known.filter(({ isFrozen }) => isFrozen);
  const free = known.filter(
    ({ sessionId, isOfStretch, isFrozen }) => isOfStretch && !isFrozen && !named.has(sessionId),
  );
  const pairs: { session: F; id: string | null }[] = [];
  for (const session of new Map(found.map((one) => [one.sessionId, one])).values()) {
    const own = bySession.get(session.sessionId);
    if (own?.isFrozen || frozen.some((row) => areOne(row, session))) continue;
    if (own !== undefined && session.isCut && own.end !== null) continue;
    const at = own === undefined ? free.findIndex((row) => touch(row, session)) : -1;
    const [other] = at < 0 ? [] : free.splice(at, 1);
    pairs.push({ session, id: (own ?? other)?.id ?? null });
  }
  return { pairs, gone: free.map(({ id }) => id) };
}
