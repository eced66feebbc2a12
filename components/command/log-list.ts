import type { ListedCommand } from "../../lib/contract/api";
import { rememberedEnded } from "../../lib/domain/command/command";
import { type CommandCursor, cursorOf } from "../../lib/domain/command/command-cursor";
import { askedAt, isEnded } from "./course";

type Commands = readonly ListedCommand[];

/** All of them, each once, newest first; what stands in an earlier list is the newer word. */
export function joined(...lists: readonly Commands[]): ListedCommand[] {
  const byId = new Map<string, ListedCommand>();
  for (const command of lists.flat()) if (!byId.has(command.id)) byId.set(command.id, command);
  return [...byId.values()].sort((a, b) => askedAt(b) - askedAt(a) || (a.id < b.id ? -1 : 1));
}

/** Where what is told unasked ends: beyond its oldest ended command there may be more. Null: it is all that there is. */
export function endOfTold(told: Commands): CommandCursor | null {
  const ended = told.filter(isEnded);
  return ended.length < rememberedEnded ? null : cursorOf(ended);
}

/**
 * What the page has been told so far, with what it is told now. Null: so much happened while the page was not told that
 * between the two there may be others.
 */
export function remembered(before: Commands, told: Commands): ListedCommand[] | null {
  const known = new Set(before.map(({ id }) => id));
  const touches = endOfTold(told) === null || told.some((command) => isEnded(command) && known.has(command.id));
  return touches ? joined(told, before) : null;
}
