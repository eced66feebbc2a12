import type { HistoryRow } from "../../domain/history/row";

const nameOf = ({ kind, epoch, ownAt, at }: HistoryRow) => `${kind} ${epoch} ${ownAt} ${at}`;

/** What stands in history in the end: of rows of the same name the one that was told last. */
export function net(rows: readonly HistoryRow[]): HistoryRow[] {
  const byName = new Map<string, HistoryRow>();
  for (const row of rows) if ((byName.get(nameOf(row))?.arrivedAt ?? 0) <= row.arrivedAt) byName.set(nameOf(row), row);
  return [...byName.values()].filter(({ gone }) => !gone);
}
