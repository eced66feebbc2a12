/** A cell of an exported table. Null: empty. */
export type Cell =
  | null
  | { text: string }
  /** A text of ours, such as `+02:00`: nobody could have made it a formula. */
  | { own: string }
  /** A decimal number, as `-7.120`: none of its digits is lost. */
  | { number: string }
  /** What a clock on the wall showed: `2026-03-29 01:30:00`. */
  | { local: string };

/** A table to be exported: two headings, for people and for machines, and rows as they come. */
export interface Table {
  /** The words over each column, and under them the name of it that never changes. */
  words: readonly string[];
  headings: readonly string[];
  rows: AsyncIterable<readonly Cell[]>;
}
