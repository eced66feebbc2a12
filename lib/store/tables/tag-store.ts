import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import type { Database } from "../database/database";
import { type Erasure, erasePerson } from "../sessions/erase-person";

/** Whom a tag belongs to, as it was entered at an installation. */
interface TagName {
  tag: string;
  name: string;
  /** A flat, a firm, a household; null: none. */
  group: string | null;
}

/** A tag that charged at an installation. */
interface SeenTag {
  tag: string;
  /** Its sessions there. */
  sessions: number;
  /** When the last of them began, whole microseconds since 1970. */
  lastAt: number;
}

/** Names of tags. Each installation has its own: the same tag may be somebody else's elsewhere. */
export interface TagStore {
  /** By name. */
  names(id: InstallationId): Promise<TagName[]>;
  /** That charged there since `from`, whole microseconds, the last first: those without a name. */
  nameless(id: InstallationId, from: number, limit: number): Promise<SeenTag[]>;
  /** In the place of what was entered before. */
  put(id: InstallationId, name: TagName, by: { name: string; at: number }): Promise<void>;
  /** False: it had no name. */
  remove(id: InstallationId, tag: string): Promise<boolean>;
  /** Erases who holds it: how many sessions had it. Null: nothing is known of such a tag there. */
  erase(erasure: Erasure): Promise<{ sessions: number } | null>;
}

const nameRow = z
  .object({ tag: z.string(), name: z.string(), group_name: z.string().nullable() })
  .transform(({ tag, name, group_name: group }): TagName => ({ tag, name, group }));

export function tagStore(db: Database): TagStore {
  return {
    names: (id) =>
      db.rows(
        nameRow,
        "select tag, name, group_name from tag_names where installation_id = $1 order by lower(name), name, tag",
        [id],
      ),
    nameless: (id, from, limit) =>
      db.rows(
        z.object({ tag: z.string(), sessions: z.number(), lastAt: z.number() }),
        `select tag, count(*)::float8 as sessions, max(begin_at)::float8 as "lastAt" from sessions
         where installation_id = $1 and begin_at >= $2 and tag is not null and not exists (
           select from tag_names n
           where n.installation_id = $1 and md5(n.tag) = md5(sessions.tag) and n.tag = sessions.tag)
         group by tag order by max(begin_at) desc, tag limit $3`,
        [id, from, limit],
      ),
    async put(id, { tag, name, group }, by) {
      await db.run(
        `insert into tag_names as known (installation_id, tag, name, group_name, entered_by, at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (installation_id, md5(tag)) do update set
           tag = excluded.tag, name = excluded.name, group_name = excluded.group_name,
           entered_by = excluded.entered_by, at = excluded.at`,
        [id, tag, name, group, by.name, by.at],
      );
    },
    remove: async (id, tag) =>
      (await db.run("delete from tag_names where installation_id = $1 and md5(tag) = md5($2)", [id, tag])) > 0,
    erase: (erasure) => erasePerson(db, erasure),
  };
}
