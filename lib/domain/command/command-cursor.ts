import type { Command } from "./command";

/** A place in a charger's commands, newest first and of the same instant by id: that of the command named. */
export interface CommandCursor {
  /** When it was requested, ms. */
  at: number;
  id: string;
}

const shape = /^(\d{1,15}(?:\.\d{1,6})?)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The place of the last of some commands; null: there are none. */
export function cursorOf(commands: readonly Pick<Command, "id" | "course">[]): CommandCursor | null {
  const last = commands.at(-1);
  return last === undefined ? null : { at: last.course[0]?.at ?? 0, id: last.id };
}

export const cursorText = ({ at, id }: CommandCursor): string => `${at}_${id}`;

/** What `cursorText` has written; null: it is something else. */
export function readCursor(text: string): CommandCursor | null {
  const [, at, id] = shape.exec(text) ?? [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}
