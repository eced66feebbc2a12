import type { HistoryRow } from "../../domain/history/row";
import type { Store } from "../store";

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

const everything = { from: 0, to: 1e16 };

/** All that is read of a charger, as `kind=raw @ at`. */
export async function readAll(store: Store, deviceId = "ZPR000001", stretch = everything): Promise<string[]> {
  const { points } = await store.history.points(deviceId, stretch, null);
  return [...points]
    .sort(([a], [b]) => a - b)
    .flatMap(([kind, list]) => list.map(({ at, raw }) => `${kind}=${raw} @ ${at}`));
}
