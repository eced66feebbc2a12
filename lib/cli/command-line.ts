import { readFile } from "node:fs/promises";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { ConfigurationError } from "../server/base/env";
import { BackupFault } from "../store/backup/fault";
import { SchemaTooNew } from "../store/database/migrate";
import { StoreUnavailable } from "../store/database/unavailable";
import { OtherMajor } from "../store/embedded-postgres/cluster/version";

const forPeople = [ConfigurationError, StoreUnavailable, SchemaTooNew, OtherMajor, BackupFault];

/** Ends a command with a message for people; `status` 1: it could not be done, 2: it was asked wrongly. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly status: 1 | 2 = 1,
  ) {
    super(message);
    this.name = "CommandFailure";
  }
}

/** Reads options; an unknown or valueless one is a CommandFailure with status 2. */
export function readOptions<T extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error), 2);
  }
}

/** A file's text. `status`: how the command ends where it cannot be read. */
export async function readText(file: string, status: 1 | 2 = 1): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error), status);
  }
}

/** Exactly the named arguments, no fewer and no more. */
export function exactly(given: readonly string[], ...names: string[]): string[] {
  if (given.length !== names.length)
    throw new CommandFailure(
      names.length === 0 ? `Unexpected: ${given.join(" ")}` : `Wanted: ${names.map((name) => `<${name}>`).join(" ")}`,
      2,
    );
  return [...given];
}

/**
 * Runs a command-line program and ends the process: 0 done, 1 failed, 2 asked wrongly (with the usage). Errors that mean
 * something to people are told in one line, others with their stack.
 */
export async function runCommand(usage: string, main: (args: string[]) => Promise<void>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usage);
    return;
  }
  try {
    if (args.length === 0) throw new CommandFailure("Nothing was asked for.", 2);
    await main(args);
  } catch (error) {
    const isForPeople = error instanceof CommandFailure || forPeople.some((kind) => error instanceof kind);
    const words =
      error instanceof Error ? (isForPeople ? error.message : (error.stack ?? error.message)) : String(error);
    process.exitCode = error instanceof CommandFailure ? error.status : 1;
    process.stderr.write(`${words}\n${process.exitCode === 2 ? `\n${usage}` : ""}`);
  }
}

/** Rows in columns of even width, two spaces between. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
