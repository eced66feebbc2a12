import { randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { InstallationId } from "../../domain/ids";
import type { Sql } from "../database/database";
import { storableText } from "../database/storable";
import { scryptHash } from "../secrets/hashing";

/** At an installation nobody holds this tag in what was before `at`, whole microseconds. */
export interface ErasedTag {
  installationId: InstallationId;
  salt: Buffer;
  hash: Buffer;
  at: number;
}

const saltBytes = 16;
const keyLength = 32;
// The number of a card is short: to try all of them is to cost years, to compare one a moment.
const options = { N: 2 ** 14, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

const hashOf = (tag: string, salt: Buffer): Promise<Buffer> =>
  scryptHash({ password: storableText(tag), salt, keyLength, options });

/** Not to be made in a transaction: it takes a moment. */
export async function markOf(tag: string): Promise<Pick<ErasedTag, "salt" | "hash">> {
  const salt = randomBytes(saltBytes);
  return { salt, hash: await hashOf(tag, salt) };
}

export async function addMark(
  sql: Sql,
  { installationId, salt, hash, at }: ErasedTag,
  erasedBy: string,
): Promise<void> {
  await sql.run("insert into erased_tags (installation_id, salt, hash, at, erased_by) values ($1, $2, $3, $4, $5)", [
    installationId,
    salt,
    hash,
    at,
    erasedBy,
  ]);
}

const row = z
  .object({ installation_id: z.string(), salt: z.instanceof(Buffer), hash: z.instanceof(Buffer), at: z.number() })
  .transform(({ installation_id: installationId, ...rest }): ErasedTag => ({ installationId, ...rest }));

/** Those by which something that began from `since` on has nobody. */
export function marksSince(sql: Sql, ids: readonly InstallationId[], since: number): Promise<ErasedTag[]> {
  return sql.rows(
    row,
    "select installation_id, salt, hash, at::float8 from erased_tags where installation_id = any($1) and at > $2",
    [ids, since],
  );
}

/** Compares tags with marks, each pair once. */
export function comparer(): (tag: string, mark: ErasedTag) => Promise<boolean> {
  const known = new Map<ErasedTag, Map<string, Promise<boolean>>>();
  return (tag, mark) => {
    const ofMark = known.get(mark) ?? new Map<string, Promise<boolean>>();
    known.set(mark, ofMark);
    const is = ofMark.get(tag) ?? hashOf(tag, mark.salt).then((hash) => timingSafeEqual(hash, mark.hash));
    ofMark.set(tag, is);
    return is;
  };
}
