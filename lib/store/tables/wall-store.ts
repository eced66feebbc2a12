import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import type { Database } from "../database/database";
import type { Notify } from "../database/notices";
import { isMissingReference } from "../database/unavailable";
import type { Author } from "./settings-store";

/** A link to an installation's wall page. Its key is not kept, only the key's hash (SHA-256). */
export interface WallLink {
  id: string;
  installationId: InstallationId;
  hash: Buffer;
  label: string;
  madeBy: string;
  madeAt: number;
}

export interface WallStore {
  make(
    link: { id: string; installationId: InstallationId; hash: Uint8Array; label: string },
    by: Author,
  ): Promise<"done" | "unknown">;
  /** Links that hold, the newest first. */
  list(): Promise<WallLink[]>;
  /** False: there is no such link of this installation that holds. */
  revoke(id: string, installationId: InstallationId, by: Author): Promise<boolean>;
}

const row = z
  .object({
    id: z.string(),
    installation_id: z.string(),
    hash: z.instanceof(Buffer),
    label: z.string(),
    person_name: z.string(),
    made_at: z.number(),
  })
  .transform(
    (found): WallLink => ({
      id: found.id,
      installationId: found.installation_id,
      hash: found.hash,
      label: found.label,
      madeBy: found.person_name,
      madeAt: found.made_at,
    }),
  );

export function wallStore(db: Database, notify: Notify): WallStore {
  return {
    async make({ id, installationId, hash, label }, { personId, name, at }) {
      try {
        return await db.transaction(async (sql): Promise<"done"> => {
          await sql.run(
            `insert into wall_links (id, installation_id, hash, person_id, person_name, made_at, label)
             values ($1, $2, $3, $4, $5, $6, $7)`,
            [id, installationId, Buffer.from(hash), personId, name, at, label],
          );
          await notify(sql, "wallLinks");
          return "done";
        });
      } catch (error) {
        if (isMissingReference(error)) return "unknown";
        throw error;
      }
    },
    list: () => db.rows(row, "select * from wall_links where revoked_at is null order by made_at desc, id"),
    revoke: (id, installationId, { name, at }) =>
      db.transaction(async (sql) => {
        const revoked = await sql.run(
          `update wall_links set revoked_at = $3, revoked_by = $4
           where id = $1 and installation_id = $2 and revoked_at is null`,
          [id, installationId, at, name],
        );
        if (revoked > 0) await notify(sql, "wallLinks");
        return revoked > 0;
      }),
  };
}
