import { dayOf, dayUs, hourOf } from "../../domain/history/hours";
import type { DeviceId } from "../../domain/ids";
import type { Database, Sql } from "../database/database";
import { dropParts, makeParts } from "../database/partitions";
import { ChargerNumbers } from "./charger-numbers";
import { sumUpDays } from "./days";
import { fold } from "./fold";
import { type LinesStore, linesStore } from "./lines-store";
import { beginMark, readMark } from "./mark";
import { blocksTable, dayPart, daysTable, hotTable, linesTable } from "./parts";
import { type PresenceHistory, readPresence } from "./presence";
import type { Stretch } from "./read";
import { type HistoryReader, readHistory } from "./reader";
import { type SampleStore, sampleStore } from "./samples";
import { seal } from "./seal";
import type { Summariser } from "./summariser";
import { type ToldDays, toldDays } from "./told-days";
import { type HistoryBatch, writeHistory } from "./write";

/** What chargers told, kept: hot as it comes, then packed into a block for each charger and hour. Instants are whole microseconds. */
export interface HistoryStore {
  /**
   * Seals what is before `until`, a full hour, and packs it; folds in what came late; sums up days; drops what is packed and not needed any
   * more. Nobody who writes or reads waits for it, and what was interrupted goes on where it was. Of several that do it at a time each
   * hour is packed by one.
   */
  tidy(until: number, summariser: Summariser): Promise<void>;
  lines: LinesStore;
  /**
   * Forgets what is older than `before`, a month at a time: a month is kept until all of it is older. Nobody who reads waits; what is
   * being read is forgotten the next time.
   */
  forget(before: number): Promise<void>;
  /** Reads one state of what is kept of a charger; null: nothing ever was. */
  read<T>(deviceId: DeviceId, body: (reader: HistoryReader) => Promise<T>): Promise<T | null>;
  /** When these chargers could be heard, from one state of the store. */
  presence(deviceIds: readonly DeviceId[], stretch: Stretch): Promise<PresenceHistory>;
  /** On which days from `first` to `last` (since 1970, UTC) they told anything. */
  toldDays(deviceIds: readonly DeviceId[], days: { first: number; last: number }): Promise<Map<DeviceId, ToldDays>>;
  samples: SampleStore;
}

/** Writes history with what else is kept of the same messages. */
export interface HistoryWriter {
  /** To be called before the transaction. */
  prepare(batch: HistoryBatch): Promise<void>;
  write(sql: Sql, batch: HistoryBatch): Promise<void>;
}

export function openHistory(db: Database): HistoryStore & HistoryWriter {
  const numbers = new ChargerNumbers(db);
  /** Where the table of what is hot ends. */
  let hotUntil = 0;

  /** What is told by `now` is hot until the day after. */
  async function makeDays(now: number): Promise<void> {
    const next = dayOf(now) + 1;
    if (hotUntil > next * dayUs) return;
    await beginMark(db, now);
    const first = dayOf((await readMark(db))?.sealedUntil ?? now);
    const days = Array.from({ length: next + 1 - first }, (_, i) => dayPart(first + i));
    if (await makeParts(db, hotTable, days)) hotUntil = (next + 1) * dayUs;
  }

  const writer: HistoryWriter = {
    async prepare({ rows, personal }) {
      await numbers.ensure(new Set([...rows, ...personal].map(({ deviceId }) => deviceId)));
      if (rows.length > 0) await makeDays(rows.reduce((newest, { arrivedAt }) => Math.max(newest, arrivedAt), 0));
    },
    write: (sql, batch) => writeHistory(sql, numbers, batch, hotUntil),
  };

  return {
    ...writer,
    samples: sampleStore(db, numbers, writer),
    async tidy(until, summariser) {
      await seal(db, numbers, summariser, until);
      await fold(db, numbers, summariser);
      await sumUpDays(db, numbers, summariser);
      const mark = await readMark(db);
      if (mark !== null) await dropParts(db, hotTable, mark.packedUntil);
    },
    lines: linesStore(db, numbers),
    async forget(before) {
      await db.run("delete from history_late where at < $1", [before]);
      await db.run("delete from history_watched where to_at < $1", [before]);
      await dropParts(db, blocksTable, hourOf(before));
      await dropParts(db, daysTable, dayOf(before));
      await dropParts(db, linesTable, hourOf(before));
    },
    presence: (deviceIds, stretch) => readPresence(db, numbers, deviceIds, stretch),
    toldDays: (deviceIds, days) => toldDays(db, numbers, deviceIds, days),
    read: (deviceId, body) => readHistory(db, numbers, deviceId, body),
  };
}
