import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";
import { eraseTold, type ToldOfPersons } from "./erase-told";
import { comparer, marksSince } from "./erased-tags";
import { type SessionRow, stayOf } from "./session-row";

/** A session as it was reckoned, with who charged. */
interface Placed {
  row: SessionRow;
  /** Where it was. */
  installationId: InstallationId | null;
}

/** Takes from sessions who charged where that was erased. `erased`: those that told it once more. */
export async function withoutErased(
  sql: Sql,
  placed: readonly (Placed & { isErased: boolean })[],
): Promise<{ rows: SessionRow[]; erased: Placed[] }> {
  const isErased = await erasedFinder(sql, placed);
  const rows: SessionRow[] = [];
  const erased: Placed[] = [];
  for (const one of placed) {
    const is = one.isErased || (await isErased(one));
    rows.push(is ? { ...one.row, tag: null, signed_record: null, erased: true } : one.row);
    if (is) erased.push(one);
  }
  return { rows, erased };
}

async function erasedFinder(sql: Sql, placed: readonly Placed[]): Promise<(one: Placed) => Promise<boolean>> {
  const withTag = placed.filter(({ row }) => row.tag !== null);
  const ids = [...new Set(withTag.flatMap(({ installationId }) => installationId ?? []))];
  if (ids.length === 0) return async () => false;
  const marks = await marksSince(sql, ids, Math.min(...withTag.map(({ row }) => row.begin_at)));
  const matches = comparer();
  return async ({ row: { tag, begin_at: begin }, installationId }) => {
    if (tag === null) return false;
    for (const mark of marks)
      if (mark.installationId === installationId && begin < mark.at && (await matches(tag, mark))) return true;
    return false;
  };
}

/** Erases from history what was told once more of who charged. */
export async function eraseAgain(
  sql: Sql,
  { deviceId, personal, until }: { deviceId: DeviceId; personal?: ToldOfPersons; until: number },
  erased: readonly Placed[],
): Promise<void> {
  if (personal === undefined) return;
  const groups = new Map<string, Placed[]>();
  for (const one of erased) {
    const key = JSON.stringify([one.installationId, one.row.tag]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) {
    const [{ installationId, row }] = group as [Placed];
    // A charger's sessions follow each other: what was told up to the end of the last of them is of none that stays.
    const before = Math.max(...group.map((one) => stayOf(one.row).end ?? until)) + 1;
    const sessions = group.map((one) => ({ sessionId: one.row.session_id, begin: one.row.begin_at }));
    await eraseTold(sql, { deviceId, installationId, personal, tag: row.tag, before, sessions });
  }
}
