import type { ListedCommand } from "../../contract/api";
import type { Command } from "../../domain/command/command";
import { withoutRaw } from "../../domain/command/raw-words";

/** A command as it is told to people. */
export function listedCommand(command: Command): ListedCommand {
  const { idempotencyKey: _, ...listed } = withoutRaw(command);
  return listed;
}
