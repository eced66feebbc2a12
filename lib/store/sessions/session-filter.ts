import type { DeviceId, InstallationId } from "../../domain/ids";

/** Whose sessions somebody may see: those of these installations; null: all, also of none. */
export type Visible = readonly InstallationId[] | null;

/** Which sessions are meant. What is null is left open. */
export interface SessionFilter {
  visible: Visible;
  /** They ended from this instant on, whole microseconds. */
  from: number;
  /** They ended before this one; null: or go on. */
  to: number | null;
  deviceId: DeviceId | null;
  circuitId: string | null;
  tag: string | null;
  /** Whom a tag belongs to by the names of its installation, and which group. */
  name: string | null;
  group: string | null;
  /** Only those with flags, or with starts that failed. */
  problems: boolean;
  /** Also those that ended without any energy. */
  empty: boolean;
}

export const isVisible = (parameter: string) =>
  `(${parameter}::text[] is null or sessions.installation_id = any(${parameter}))`;

/** The names of an installation's tags, beside its sessions. */
export const withNames = `sessions left join tag_names n
  on n.installation_id = sessions.installation_id and md5(n.tag) = md5(sessions.tag) and n.tag = sessions.tag`;

/** A session that ended without any energy. */
export const isEmpty = "(not open and energy_wh is not distinct from 0)";

/**
 * The conditions on `withNames` and their values, from `$1` on: all but `empty`. What is left open is no condition, so that an index is
 * found for the rest.
 */
export function conditionsOf(filter: SessionFilter): { where: string; values: unknown[] } {
  const { visible, from, to, deviceId, circuitId, tag, name, group, problems } = filter;
  const values: unknown[] = [];
  const given = (condition: string, value: unknown): string[] => {
    if (value === null) return [];
    values.push(value);
    return [condition.replace("?", `$${values.length}`)];
  };
  const [only, ...others] = visible ?? [];
  const where = [
    ...(only !== undefined && others.length === 0
      ? given("sessions.installation_id = ?", only)
      : given("sessions.installation_id = any(?)", visible)),
    ...given("end_at >= ?", from),
    ...given("end_at < ?", to),
    ...given("device_id = ?", deviceId),
    ...given("circuit_id = ?", circuitId),
    ...given("sessions.tag = ?", tag),
    ...given("n.name = ?", name),
    ...given("n.group_name = ?", group),
    ...(problems ? ["(not flags <@ '{noMeter}' or failed_starts > 0)"] : []),
  ];
  return { where: where.join(" and "), values };
}
