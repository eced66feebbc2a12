import { resolve } from "node:path";
import { backUp } from "../store/backup/back-up";
import { exactly, readOptions, runCommand } from "./command-line";
import { withRealDatabase } from "./with-store";

const usage = `A backup of all that the real database holds, as it is at one instant; chargers and people go on meanwhile.

  npm run backup -- <new file>

Only its owner may read the file (mode 0600). The secret is not in it, and the chargers' keys in it are worth nothing without the
secret: keep that in another safe place. npm run restore takes a backup back. See docs/backup.md.
`;

await runCommand(usage, async (args) => {
  const [file = ""] = exactly(readOptions(args, {}).positionals, "new file");
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => ending.abort());
  const rows = await withRealDatabase((url) => backUp(url, resolve(file), Date.now(), ending.signal));
  const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
  process.stdout.write(
    `Wrote ${count} rows of ${Object.keys(rows).length} tables to ${file}.
The secret (PHASEBOARD_SECRET) is not in it. Without the secret the chargers' keys in it cannot be opened: keep both, apart.\n`,
  );
});
