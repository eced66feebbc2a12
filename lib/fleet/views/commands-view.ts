import type { Command, CommandKind } from "../../domain/command/command";
import { withoutRaw } from "../../domain/command/raw-words";
import { disconnectedAt, type LiveCharger } from "../state/charger";
import { isOpen } from "../state/tracked-command";

/** Whether the car that is plugged in has declined the newest start: the pause ended, and it took nothing. */
export function hasDeclined(charger: LiveCharger): boolean {
  const start = charger.commands.find((command) => command.kind === "start");
  const last = start?.course.at(-1);
  if (last?.reason?.code !== "carDeclined" || last.yet !== undefined) return false;
  return last.at >= disconnectedAt(charger) && last.at >= (charger.sessionStart?.observedAt ?? 0);
}

/** What a list shows of a charger's commands: the open ones, and the newest ended one of each kind; newest first. */
export function shownCommands(charger: LiveCharger): Command[] {
  if (charger.commands.length === 0) return [];
  const ended = new Set<CommandKind>();
  const shown = charger.commands.filter((command) => {
    if (isOpen(command)) return true;
    if (ended.has(command.kind)) return false;
    ended.add(command.kind);
    return true;
  });
  return shown.map(withoutRaw);
}
