/** What a journal holds of messages that were acknowledged and are not passed on yet, and what it could not take. */
export interface JournalFigures {
  bytes: number;
  /** When the oldest of them came, ms; null: nothing waits. */
  oldestAt: number | null;
  /** Measurements let go for want of room since the start. */
  dropped: number;
  /** Messages that were not acknowledged for want of room since the start, so that their sender keeps them; and whether it is so now. */
  refused: number;
  refusing: boolean;
}

/** Figures, and when they were so: ms. */
export interface ToldFigures {
  figures: JournalFigures;
  at: number;
}

export type JournalTrouble = "refusing" | "dropped" | "waiting";

/** How often figures are told at least, and how long after they are not known any more. */
const tellEveryMs = 10_000;
export const knownForMs = 30_000;
/** Longer than this nothing waits while both ends work. */
const waitsMs = 60_000;

/** What wants a person, gravest first. */
export function troublesOf({ refusing, dropped, oldestAt }: JournalFigures, now: number): JournalTrouble[] {
  return [
    ...(refusing ? (["refusing"] as const) : []),
    ...(dropped > 0 ? (["dropped"] as const) : []),
    ...(oldestAt !== null && now - oldestAt > waitsMs ? (["waiting"] as const) : []),
  ];
}

/** Whether figures are to be told again: it is time, or there is other trouble than was told. */
export function isToTell(told: ToldFigures | null, figures: JournalFigures, now: number): boolean {
  if (told === null || now - told.at >= tellEveryMs) return true;
  return troublesOf(told.figures, told.at).join() !== troublesOf(figures, now).join();
}
