import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A cluster that another major version of PostgreSQL made, which none but that one reads; the words say what to do. */
export class OtherMajor extends Error {
  constructor(home: string, made: string, brought: string) {
    super(
      `The embedded database in ${home} is of PostgreSQL ${made}, and this version of Phaseboard brings PostgreSQL ${brought}: make a backup with the version that you had before, move ${home} away, and restore the backup with this one (docs/upgrade.md).`,
    );
    this.name = "OtherMajor";
  }
}

/** @throws OtherMajor unless the programs can read the cluster in `home`. */
export async function checkMajor(home: string, pgCtl: string): Promise<void> {
  const made = (await readFile(join(home, "cluster", "PG_VERSION"), "utf8")).trim();
  const { stdout } = await run(pgCtl, ["--version"]);
  // "pg_ctl (PostgreSQL) 18.4"
  const brought = /\) (\d+)/.exec(stdout)?.[1] ?? "";
  if (made !== brought) throw new OtherMajor(home, made, brought);
}
