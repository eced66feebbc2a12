import { hear } from "./heard";
import { placeRecords } from "./placed-record";
import { sessionOf } from "./session";
import { stretchesOf } from "./stretches";
import { carEvents, Timeline } from "./timeline";
import type { Session, SessionInput } from "./types";

/**
 * The charging sessions of a charger, by what it told: from plug-in to unplug, ascending. A function of its input alone, whatever order
 * it came in.
 * What is told later can give a session another id (the charger's own), or make one of two: what is stored of the stretch is replaced by
 * what this
 * returns. A record may tell of a session long past: what was told since that session's start belongs to the stretch then. It should
 * begin where no car was there; the start of a session that goes on before it is unknown.
 */
export function sessionsOf(input: SessionInput): Session[] {
  const heard = hear(input);
  const { hearing, clock } = heard;
  const records = placeRecords(input.records, clock, input.until);
  const begins = new Map(
    records.flatMap(({ told, start, isReliable }) => (start !== null && isReliable ? [[told.record.id, start]] : [])),
  );
  const timeline = new Timeline(hearing, begins);
  for (const event of carEvents(heard.listOf("mode"), heard.listOf("sessionId"), records)) timeline.take(event);
  return stretchesOf(timeline.segments, records)
    .map((stretch) => sessionOf(stretch, heard))
    .sort((a, b) => beginOf(a) - beginOf(b) || (a.id < b.id ? -1 : 1));
}

/** Where a session stands among others: its start, or by when it had begun, ms. */
export const beginOf = ({ start, end }: Pick<Session, "start" | "end">): number =>
  start.at ?? start.within?.to ?? end.at ?? Number.POSITIVE_INFINITY;
