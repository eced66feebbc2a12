import { z } from "zod";
import type { DeviceId } from "../../domain/ids";
import type { Sql } from "../database/database";

const row = z.object({ no: z.number(), device_id: z.string() });

export interface NumberedCharger {
  no: number;
  deviceId: DeviceId;
}

/** The numbers that stand for chargers in history, remembered once they are known: a number is never given twice. */
export class ChargerNumbers {
  readonly #known = new Map<DeviceId, number>();
  readonly #ids = new Map<number, DeviceId>();

  constructor(readonly sql: Sql) {}

  /** Gives each a number. Not to be called in a transaction, which may be undone. */
  async ensure(deviceIds: Iterable<DeviceId>): Promise<void> {
    const unknown = [...new Set(deviceIds)].filter((id) => !this.#known.has(id));
    if (unknown.length === 0) return;
    await this.sql.run(
      "insert into history_chargers (device_id) select unnest($1::text[]) on conflict (device_id) do nothing",
      [unknown],
    );
    this.#note(
      await this.sql.rows(row, "select no, device_id from history_chargers where device_id = any($1)", [unknown]),
    );
  }

  /** Null: nothing was ever kept of it. */
  async find(deviceId: DeviceId): Promise<number | null> {
    if (!this.#known.has(deviceId))
      this.#note(
        await this.sql.rows(row, "select no, device_id from history_chargers where device_id = $1", [deviceId]),
      );
    return this.#known.get(deviceId) ?? null;
  }

  /** Those of these that have one. */
  async those(deviceIds: readonly DeviceId[]): Promise<NumberedCharger[]> {
    const unknown = deviceIds.filter((id) => !this.#known.has(id));
    if (unknown.length > 0)
      this.#note(
        await this.sql.rows(row, "select no, device_id from history_chargers where device_id = any($1)", [unknown]),
      );
    return deviceIds.flatMap((deviceId) => {
      const no = this.#known.get(deviceId);
      return no === undefined ? [] : [{ no, deviceId }];
    });
  }

  /** Of one that `ensure` was called for. */
  of(deviceId: DeviceId): number {
    const no = this.#known.get(deviceId);
    if (no === undefined) throw new Error(`${deviceId} has no number in history.`);
    return no;
  }

  /** All chargers that have one, ascending by number. */
  async all(): Promise<NumberedCharger[]> {
    this.#note(await this.sql.rows(row, "select no, device_id from history_chargers"));
    return [...this.#ids].map(([no, deviceId]) => ({ no, deviceId })).sort((a, b) => a.no - b.no);
  }

  #note(rows: readonly z.infer<typeof row>[]): void {
    for (const { no, device_id: deviceId } of rows) {
      this.#known.set(deviceId, no);
      this.#ids.set(no, deviceId);
    }
  }
}
