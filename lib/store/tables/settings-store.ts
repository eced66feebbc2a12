import { z } from "zod";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { AvailableOverride, AvailableWindow, Priority } from "../../domain/topology";
import type { Database, Sql } from "../database/database";
import type { Notify } from "../database/notices";
import { overrideRow, priorityRow, scheduleRow } from "./settings-rows";

/** What people set for an installation; what is left out stays. */
export interface InstallationSettings {
  override?: AvailableOverride | null;
  schedule?: readonly AvailableWindow[];
  switchCurrentA?: number;
  imbalanceLimitA?: number | null;
}

interface ChargerSettings {
  priority?: Priority;
}

/** Who changes something, and when, ms. */
export interface Author {
  personId: string;
  name: string;
  at: number;
}

export type Changed = Record<string, { from: unknown; to: unknown }>;

interface SettingChange {
  installationId: InstallationId;
  deviceId: DeviceId | null;
  by: { personId: string; name: string };
  at: number;
  /** Before and after, by the setting's name. */
  changed: Changed;
}

/** tooSoon: the available current was changed less than `paceMs` ago; it may be changed again at `againAt`, ms. */
type SettingOutcome = { outcome: "done" } | { outcome: "unknown" } | { outcome: "tooSoon"; againAt: number };

export interface SettingsStore {
  /**
   * Changes what differs, and records it. `paceMs`: how long after a change of the available current (override, schedule) the
   * next may follow, where the chargers' cloud demands it.
   */
  setInstallation(id: InstallationId, set: InstallationSettings, by: Author, paceMs: number): Promise<SettingOutcome>;
  /** `also`: what was changed with it elsewhere, to be recorded. "unknown": there is no such charger, or it hangs nowhere. */
  setCharger(deviceId: DeviceId, set: ChargerSettings, by: Author, also?: Changed): Promise<"done" | "unknown">;
  /** Who set the override last, by hand, or ended it; null: nobody ever did. */
  overrideBy(installationId: InstallationId): Promise<{ name: string; at: number } | null>;
  /** The newest first. */
  changes(installationId: InstallationId, most: number): Promise<SettingChange[]>;
}

const installationRow = z.object({
  override: overrideRow.nullable(),
  schedule: scheduleRow,
  switch_current_a: z.number(),
  imbalance_limit_a: z.number().nullable(),
  cloud_paced: z.boolean(),
  available_changed_at: z.number().nullable(),
});
const chargerRow = z.object({ installation_id: z.string(), priority: priorityRow });
const authorRow = z
  .object({ person_name: z.string(), at: z.number() })
  .transform((row) => ({ name: row.person_name, at: row.at }));
const changeRow = z
  .object({
    installation_id: z.string(),
    device_id: z.string().nullable(),
    person_id: z.string(),
    person_name: z.string(),
    changed: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
    at: z.number(),
  })
  .transform(
    (row): SettingChange => ({
      installationId: row.installation_id,
      deviceId: row.device_id,
      by: { personId: row.person_id, name: row.person_name },
      at: row.at,
      changed: row.changed,
    }),
  );

/** What is set to something else than it is. */
function differences(before: Record<string, unknown>, set: object): Changed {
  const changed: Changed = {};
  for (const [name, to] of Object.entries(set)) {
    if (to === undefined) continue;
    const from = before[name] ?? null;
    if (JSON.stringify(from) !== JSON.stringify(to)) changed[name] = { from, to };
  }
  return changed;
}

async function record(
  sql: Sql,
  what: { installationId: InstallationId; deviceId: DeviceId | null },
  { personId, name, at }: Author,
  changed: Changed,
): Promise<void> {
  await sql.run(
    `insert into setting_changes (installation_id, device_id, person_id, person_name, changed, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [what.installationId, what.deviceId, personId, name, JSON.stringify(changed), at],
  );
}

export function settingsStore(db: Database, notify: Notify): SettingsStore {
  return {
    setInstallation: (id, set, by, paceMs) =>
      db.transaction(async (sql): Promise<SettingOutcome> => {
        const [row] = await sql.rows(
          installationRow,
          `select override, schedule, switch_current_a, imbalance_limit_a, cloud_paced, available_changed_at
           from installations where id = $1 for update`,
          [id],
        );
        if (!row) return { outcome: "unknown" };
        const before = {
          override: row.override !== null && row.override.until > by.at ? row.override : null,
          schedule: row.schedule,
          switchCurrentA: row.switch_current_a,
          imbalanceLimitA: row.imbalance_limit_a,
        };
        const changed = differences(before, set);
        if (Object.keys(changed).length === 0) return { outcome: "done" };
        const ofAvailable = "override" in changed || "schedule" in changed;
        const againAt = (row.available_changed_at ?? Number.NEGATIVE_INFINITY) + paceMs;
        if (ofAvailable && row.cloud_paced && by.at < againAt) return { outcome: "tooSoon", againAt };
        const after = { ...before, ...set };
        await sql.run(
          `update installations set override = $2, schedule = $3, switch_current_a = $4, imbalance_limit_a = $5,
           available_changed_at = $6 where id = $1`,
          [
            id,
            after.override === null ? null : JSON.stringify(after.override),
            JSON.stringify(after.schedule),
            after.switchCurrentA,
            after.imbalanceLimitA,
            ofAvailable ? by.at : row.available_changed_at,
          ],
        );
        await record(sql, { installationId: id, deviceId: null }, by, changed);
        await notify(sql, "topology", id);
        return { outcome: "done" };
      }),
    setCharger: (deviceId, set, by, also = {}) =>
      db.transaction(async (sql): Promise<"done" | "unknown"> => {
        const [row] = await sql.rows(
          chargerRow,
          `select ci.installation_id, ch.priority from chargers ch join circuits ci on ci.id = ch.circuit_id
           where ch.device_id = $1 for update of ch`,
          [deviceId],
        );
        if (!row) return "unknown";
        const changed = { ...differences({ priority: row.priority }, set), ...also };
        if (Object.keys(changed).length === 0) return "done";
        if (changed.priority !== undefined) {
          await sql.run("update chargers set priority = $2 where device_id = $1", [deviceId, set.priority]);
          await notify(sql, "topology", row.installation_id);
        }
        await record(sql, { installationId: row.installation_id, deviceId }, by, changed);
        return "done";
      }),
    async overrideBy(installationId) {
      const [last] = await db.rows(
        authorRow,
        `select person_name, at from setting_changes where installation_id = $1 and changed ? 'override'
         order by at desc, id desc limit 1`,
        [installationId],
      );
      return last ?? null;
    },
    changes: (installationId, most) =>
      db.rows(
        changeRow,
        "select * from setting_changes where installation_id = $1 order by at desc, id desc limit $2",
        [installationId, most],
      ),
  };
}
