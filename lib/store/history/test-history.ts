import type { HistoryRow } from "../../domain/history/row";
import type { Store } from "../store";
import type { ReadPoints, Stretch } from "./read";

/** A row of `ZPR000001`'s power, told when it was true. */
export const rowAt = (at: number, raw: string | null = "7", more: Partial<HistoryRow> = {}): HistoryRow => ({
  deviceId: "ZPR000001",
  kind: 513,
  epoch: 1,
  ownAt: at,
  at,
  raw,
  arrivedAt: at,
  gone: false,
  ...more,
});

/** Writes rows as the messages that told them are written. */
export const writeRows = (store: Store, rows: readonly HistoryRow[], personal: readonly HistoryRow[] = []) =>
  store.observations.save({
    observations: new Map(),
    heardAt: new Map(),
    derived: new Map(),
    history: { rows, personal, watched: null },
    journal: null,
  });

const everything: Stretch = { from: 0, to: 1e16 };
const nothing: ReadPoints = { points: new Map(), unreadable: [] };

/** What is read of a charger. */
export const pointsOf = async (
  store: Store,
  stretch = everything,
  kinds: ReadonlySet<number> | null = null,
  deviceId = "ZPR000001",
) => (await store.history.read(deviceId, (reader) => reader.points(stretch, kinds))) ?? nothing;

/** All that is read of it, as `kind=raw @ at`. */
export async function readAll(store: Store, deviceId = "ZPR000001"): Promise<string[]> {
  const { points } = await pointsOf(store, everything, null, deviceId);
  return [...points]
    .sort(([a], [b]) => a - b)
    .flatMap(([kind, list]) => list.map(({ at, raw }) => `${kind}=${raw} @ ${at}`));
}
