import { resolve } from "node:path";
import { restore } from "../store/backup/restore";
import { exactly, readOptions, runCommand } from "./command-line";
import { withRealDatabase } from "./with-store";

const usage = `Restores a backup into the real database, which must be empty. npm start must not run on it.

  npm run restore -- <file>

All of it or nothing. A backup of an older version is brought up to date, one of a newer version is refused; the PostgreSQL may be
another one than it came from. Then start with the secret that belonged to it. See docs/backup.md.
`;

await runCommand(usage, async (args) => {
  const [file = ""] = exactly(readOptions(args, {}).positionals, "file");
  const { header, rows, migrated } = await withRealDatabase((url) => restore(url, resolve(file)));
  const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
  const from = `${new Date(header.madeAt).toISOString()}, PostgreSQL ${header.postgres}`;
  process.stdout.write(`Restored ${count} rows of ${Object.keys(rows).length} tables (${from}).\n`);
  if (migrated.length > 0) process.stdout.write(`Brought up to date: ${migrated.join(", ")}.\n`);
  process.stdout.write("Start with the secret that belonged to it, or enrol the chargers anew.\n");
});
