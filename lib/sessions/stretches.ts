import { firstFrom } from "./ordered";
import type { PlacedRecord } from "./placed-record";
import type { Segment } from "./timeline";

/** All that was told of one session: in pieces, in a record, or both. */
export interface Stretch {
  /** The charger's own; null: it told none. */
  id: string | null;
  /** Ascending. */
  segments: Segment[];
  record: PlacedRecord | null;
}

/** One session has one id, and the other way round: pieces with the same id are one, and a record is of the pieces that lie in it. */
export function stretchesOf(segments: readonly Segment[], records: readonly PlacedRecord[]): Stretch[] {
  const named = nameSegments(segments, records);
  const byId = new Map<string, Stretch>();
  const stretches: Stretch[] = [];
  const stretchOf = (id: string | null): Stretch => {
    const known = id === null ? undefined : byId.get(id);
    if (known !== undefined) return known;
    const made: Stretch = { id, segments: [], record: null };
    stretches.push(made);
    if (id !== null) byId.set(id, made);
    return made;
  };
  for (const segment of named) stretchOf(segment.id).segments.push(segment);
  for (const record of records) stretchOf(record.told.record.id).record = record;
  return stretches.filter(isSession);
}

/** What named a session whose car had gone already, and nothing else, is no session. */
const isSession = ({ segments, record }: Stretch): boolean =>
  record !== null || segments.some(({ hasCar, endedBy }) => hasCar || endedBy !== "unplug");

function nameSegments(segments: readonly Segment[], records: readonly PlacedRecord[]): Segment[] {
  const spans = records
    .flatMap(({ told, start, end, isReliable }) =>
      isReliable && start !== null && end !== null ? [{ id: told.record.id, start, end }] : [],
    )
    .sort((a, b) => a.end - b.end);
  const named: Segment[] = [];
  for (const segment of segments) {
    const before = named.at(-1);
    // The id was cleared, and the car was still there.
    const goesOn = before?.endedBy === "noId" ? before.id : null;
    const middle = (segment.from + (segment.to ?? segment.from)) / 2;
    const span = spans[firstFrom(spans, middle, ({ end }) => end)];
    const covering = span !== undefined && span.start <= middle ? span.id : null;
    named.push({ ...segment, id: segment.id ?? goesOn ?? covering });
  }
  return named;
}
