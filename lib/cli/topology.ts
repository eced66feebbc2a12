import { writeFile } from "node:fs/promises";
import type { Pruned } from "../store/tables/topology-store";
import { formatTopology, parseTopology } from "../store/topology-file/topology-file";
import { CommandFailure, exactly, readOptions, readText, runCommand } from "./command-line";
import { withStore } from "./with-store";

const usage = `Installations, circuits and chargers, as a YAML or JSON file.

  npm run topology -- import <file> [--prune] [--real]
  npm run topology -- export [<file>] [--real]

import adds and changes by id; nothing is deleted, except with --prune: then whatever the file does not name, a charger together
with its key. export writes to standard output when no file is named. In demo mode both work on the demo's installations; --real
takes the real ones, to make them ready before the first person is added.
`;

const options = { prune: { type: "boolean" }, real: { type: "boolean" } } as const;

function tellPruned(pruned: Pruned): void {
  for (const [kind, ids] of Object.entries(pruned))
    if (ids.length > 0) process.stdout.write(`Deleted ${kind}: ${ids.join(", ")}\n`);
}

async function importFile(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, options);
  const [file = ""] = exactly(positionals, "file");
  const parsed = parseTopology(await readText(file));
  if ("faults" in parsed)
    throw new CommandFailure(
      `${file} was not imported:\n${parsed.faults.map((fault) => `  ${file}:${fault.line}: ${fault.path}: ${fault.words}`).join("\n")}`,
    );
  const { topology } = parsed;
  await withStore({ real: values.real, withoutSecret: true }, async ({ store, mode }) => {
    if (values.prune) tellPruned(await store.topology.replace(topology));
    else await store.topology.upsert(topology);
    const { installations, circuits, chargers } = topology;
    process.stdout.write(
      `Imported ${installations.length} installations, ${circuits.length} circuits, ${chargers.length} chargers${mode === "demo" ? " into the demo" : ""}.\n`,
    );
  });
}

async function exportFile(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real: options.real });
  const [file] = positionals.length > 0 ? exactly(positionals, "file") : [];
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    const text = formatTopology(await store.topology.load());
    if (file) await writeFile(file, text);
    else process.stdout.write(text);
  });
}

await runCommand(usage, async ([action = "", ...args]) => {
  if (action === "import") await importFile(args);
  else if (action === "export") await exportFile(args);
  else throw new CommandFailure(`Unknown: ${action}`, 2);
});
