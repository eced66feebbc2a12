import type { Command } from "../../lib/domain/command/command";
import { askedAt, isEnded, stageOf } from "./course";

/**
 * The command by which a charger is away just now: a restart that it has acknowledged, or after which it went (`since`: since when it
 * cannot be heard, ms; null: not known), or an upgrade that runs. Null: none explains it.
 */
export function restartingBy(commands: readonly Command[], since: number | null): Command | null {
  return commands.find((command) => !isEnded(command) && explains(command, since)) ?? null;
}

function explains(command: Command, since: number | null): boolean {
  if (command.kind === "upgradeFirmware") return command.waiting === "running";
  if (command.kind !== "restart") return false;
  return stageOf(command) === "acknowledged" || (since !== null && since >= askedAt(command));
}
