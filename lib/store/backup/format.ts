import { z } from "zod";

/**
 * A backup is gzip over lines of JSON: the header; for each table a line that begins it and then its rows, some in each line; the
 * end. Lines that are objects tell, lines that are arrays are rows. A row is an array with one text for each column of its
 * table, as PostgreSQL writes the value, or null: what one version writes each later one reads.
 */
export const formatVersion = 1;

export const header = z.object({
  phaseboardBackup: z.number(),
  /** Instants in ms since 1970. */
  madeAt: z.number(),
  /** The version of the PostgreSQL that it comes from, for people. */
  postgres: z.string(),
  /** The state of the schema; it is restored in this state first. */
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof header>;

/** Begins a table. Tables stand in an order in which each refers only to those before it. */
export const tableLine = z.object({
  table: z.string(),
  columns: z.array(z.string()),
  /** Where the table is cut into parts: what has to be there before its rows are. */
  parts: z
    .array(z.object({ digits: z.string().regex(/^\d{1,20}$/), from: z.number().int(), to: z.number().int() }))
    .default([]),
});

export const endLine = z.object({
  rows: z.record(z.string(), z.number()),
  /** Where generated numbers go on. `called`: `value` has been given out. */
  sequences: z.array(z.object({ table: z.string(), column: z.string(), value: z.string(), called: z.boolean() })),
  /** Of all bytes before this line, line ends included. */
  sha256: z.string(),
});
export type EndLine = z.infer<typeof endLine>;
