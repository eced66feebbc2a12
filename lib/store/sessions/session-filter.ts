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

/** All but `empty`: of `sessions` and its names, with `filterValues` as the first values. */
export const isMeant = `${isVisible("$1")} and end_at >= $2 and ($3::bigint is null or end_at < $3)
  and ($4::text is null or device_id = $4) and ($5::text is null or circuit_id = $5)
  and ($6::text is null or sessions.tag = $6) and ($7::text is null or n.name = $7) and ($8::text is null or n.group_name = $8)
  and (not $9 or not flags <@ '{noMeter}' or failed_starts > 0)`;

export const filterValues = (filter: SessionFilter): unknown[] => [
  filter.visible,
  filter.from,
  filter.to,
  filter.deviceId,
  filter.circuitId,
  filter.tag,
  filter.name,
  filter.group,
  filter.problems,
];
