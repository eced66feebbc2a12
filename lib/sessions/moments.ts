import type { Stretch } from "./stretches";
import type { EndedBy, Moment } from "./types";

/** So exactly is it known when something happened, ms. */
const exactMs = 60_000;

const wasHeard = (since: number | null, at: number): boolean => since !== null && at - since <= exactMs;

/** When a session began and ended. A record that would end it before it began is not believed. */
export function momentsOf(stretch: Stretch): { start: Moment; end: Moment; isTurned: boolean } {
  const [start, end] = [startOf(stretch), endOf(stretch)];
  if (stretch.record === null || start.at === null || end.at === null || start.at <= end.at)
    return { start, end, isTurned: false };
  const heardOnly = { ...stretch, record: { ...stretch.record, start: null, end: null } };
  return { start: startOf(heardOnly), end: endOf(heardOnly), isTurned: true };
}

function startOf({ segments, record }: Stretch): Moment {
  const first = segments[0];
  const us = first !== undefined && wasHeard(first.startSince, first.from) ? first.from : null;
  const bound = first?.from ?? record?.end ?? record?.told.at ?? null;
  return moment(record?.told.record.startedAt ?? null, record?.start ?? null, record?.isReliable === true, us, {
    from: first?.startSince ?? null,
    to: bound,
  });
}

function endOf({ segments, record }: Stretch): Moment {
  const last = segments.at(-1);
  const at = last?.to ?? null;
  const us = at !== null && wasHeard(last?.endSince ?? null, at) ? at : null;
  return moment(record?.told.record.endedAt ?? null, record?.end ?? null, record?.isReliable === true, us, {
    from: last?.endSince ?? last?.from ?? record?.start ?? null,
    to: at ?? record?.told.at ?? null,
  });
}

function moment(
  charger: number | null,
  placed: number | null,
  isReliable: boolean,
  us: number | null,
  within: Moment["within"],
): Moment {
  if (placed !== null && (isReliable || us === null)) return { at: placed, by: "charger", charger, us, within: null };
  if (us !== null) return { at: us, by: "us", charger, us, within: null };
  return { at: null, by: "unknown", charger, us, within };
}

/** What ended it. */
export function endedBy({ segments, record }: Stretch): EndedBy {
  if (record !== null) return "record";
  const last = segments.at(-1)?.endedBy ?? null;
  return last === "noId" ? "unplug" : last;
}
