import { first } from "./0001-first";

/** Every change of the schema in order; a migration that has run anywhere is never edited, only followed by another. */
export const migrations: readonly { name: string; sql: string }[] = [{ name: "0001-first", sql: first }];
