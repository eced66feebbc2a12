import { setTimeout as sleep } from "node:timers/promises";
import { dayUs, hourUs } from "../../domain/history/hours";
import { micros } from "../../domain/history/row";
import { protocols } from "../../protocol/registry";
import { isStoreUnavailable } from "../../server/base/store-link";
import { personalKinds } from "../../server/history/personal-kinds";
import { createSummariser } from "../../server/history/summarise";
import { demoPast } from "../../simulator/demo/demo-past";
import { type PastHour, type PastOptions, pastHours } from "../../simulator/past/past-month";
import type { Sample, SamplePart } from "../../store/history/samples";
import type { Summariser } from "../../store/history/summariser";
import type { Store } from "../../store/store";

/**
 * Where nothing was ever kept, history begins with a sample of the month before `now` (ms), which is made later.
 * @returns whether something of it is to be made yet
 */
export async function beginSampleHistory({ history: { samples } }: Store, now: number): Promise<boolean> {
  const { span, chargers } = demoPast(now);
  const deviceIds = chargers.map(({ deviceId }) => deviceId);
  await samples.begin(deviceIds, { from: micros(span.from), to: micros(span.to) });
  return isMissing(await samples.find());
}

const isMissing = (sample: Sample | null): sample is Sample => sample !== null && sample.madeUntil < sample.to;

/** Days of the sample that are made, of all. */
interface Progress {
  days: number;
  of: number;
}

const againMs = 1_000;

/**
 * Makes what is missing of the sample that history begins with: what was interrupted goes on where it was. Does nothing where there is
 * none, or all of it is made.
 * @param tell called after each day
 */
export async function makeSampleHistory(store: Store, tell: (progress: Progress) => void): Promise<void> {
  const sample = await store.history.samples.find();
  if (!isMissing(sample)) return;
  const past = demoPast(sample.to / 1_000);
  const ratedA = new Map(past.topology.chargers.map(({ deviceId, maxCurrentA }) => [deviceId, maxCurrentA]));
  const summariser = createSummariser(protocols, (deviceId) => ratedA.get(deviceId) ?? 0);
  for (const part of partsOf(past)) {
    if (part.to <= sample.madeUntil) continue;
    while (!(await isAdded(store, part, summariser))) await sleep(againMs);
    const days = (us: number) => Math.floor((us - sample.from) / dayUs);
    tell({ days: days(part.to), of: days(sample.to) });
  }
}

/** False: the database is not there, or others hold what it needs. */
async function isAdded(store: Store, part: SamplePart, summariser: Summariser): Promise<boolean> {
  try {
    return await store.history.samples.add(part, summariser);
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
    return false;
  }
}

/** Cut where a day (UTC) ends, and where the last hour begins that is not over. */
function* partsOf(past: PastOptions): Generator<SamplePart> {
  const isPersonal = personalKinds(protocols);
  const partOf = (hours: readonly PastHour[]): SamplePart => {
    const rows = hours.flatMap((hour) => hour.rows);
    const span = { from: hours[0]?.from ?? 0, to: hours.at(-1)?.to ?? 0 };
    return {
      ...span,
      rows: rows.filter(({ deviceId, kind }) => !isPersonal(deviceId, kind)),
      personal: rows.filter(({ deviceId, kind }) => isPersonal(deviceId, kind)),
      watched: watchedIn(past, span),
    };
  };
  let hours: PastHour[] = [];
  for (const hour of pastHours(past)) {
    if (hour.to % hourUs !== 0 && hours.length > 0) {
      yield partOf(hours);
      hours = [];
    }
    hours.push(hour);
    if (hour.to % dayUs !== 0) continue;
    yield partOf(hours);
    hours = [];
  }
  if (hours.length > 0) yield partOf(hours);
}

/** When the dashboard was there, from then on without a break, as far as this part goes: whole microseconds. */
function watchedIn({ span, outage }: PastOptions, part: { from: number; to: number }): SamplePart["watched"] {
  return [
    { from: micros(span.from), to: micros(outage.from) },
    { from: micros(outage.to), to: micros(span.to) },
  ]
    .map(({ from, to }) => ({ from, to: Math.min(to, part.to) }))
    .filter(({ from, to }) => from < to && to > part.from);
}
