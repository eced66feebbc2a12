/** How well a reading's time is known: unknown, informative, synchronised, relative (its durations are right). */
type Synchronised = "U" | "I" | "S" | "R";

export interface ReadingTime {
  /** ms. */
  at: number;
  synchronised: Synchronised | null;
}

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:[,.](\d{1,6}))?([+-]\d{2}):?(\d{2})(?:\s+([UISR]))?$/;

/** Reads `2025-05-13T18:35:44,723+0200 S` (OCMF 1.4.1, "TM"). Null: it is no time. */
export function readTime(text: string): ReadingTime | null {
  const found = pattern.exec(text.trim());
  if (found === null) return null;
  const [, seconds, fraction = "0", hours, minutes, letter] = found;
  const at = Date.parse(`${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}${hours}:${minutes}`);
  return Number.isNaN(at) ? null : { at, synchronised: isLetter(letter) ? letter : null };
}

const isLetter = (letter: string | undefined): letter is Synchronised => letter !== undefined;
