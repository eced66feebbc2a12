import type { HistoryRow } from "../../domain/history/row";
import type { DeviceId } from "../../domain/ids";

/** Rows of history that are not in the store yet, in the order in which they were found out. */
export class WaitingHistory {
  readonly #rows: HistoryRow[][] = [];
  readonly #personal: HistoryRow[][] = [];

  /** @param isPersonal whether a row tells of a person, and is kept apart */
  constructor(private readonly isPersonal: (deviceId: DeviceId, kind: number) => boolean) {}

  take(rows: readonly HistoryRow[]): void {
    if (rows.length === 0) return;
    const others: HistoryRow[] = [];
    const personal: HistoryRow[] = [];
    for (const row of rows) (this.isPersonal(row.deviceId, row.kind) ? personal : others).push(row);
    this.#rows.push(others);
    if (personal.length > 0) this.#personal.push(personal);
  }

  /** Adds those that were found out later. */
  add(later: WaitingHistory): void {
    this.#rows.push(...later.#rows);
    this.#personal.push(...later.#personal);
  }

  rows(): { rows: HistoryRow[]; personal: HistoryRow[] } {
    return { rows: this.#rows.flat(), personal: this.#personal.flat() };
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }
}
