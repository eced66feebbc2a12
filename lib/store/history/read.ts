import { z } from "zod";
import { hourOf, hourUs } from "../../domain/history/hours";
import { type Point, type Points, unpackBlock } from "../../history/block";
import { merged, type ToldPoint } from "../../history/merge";
import type { Sql } from "../database/database";
import { looseColumns, looseRow } from "./loose-rows";
import { readMark } from "./mark";

/** A stretch of time: whole microseconds since 1970, without its end. */
export interface Stretch {
  from: number;
  to: number;
}

/** What is kept of one charger's stretch of time. */
export interface ReadPoints {
  points: Map<number, Point[]>;
  /** Hours (since 1970) whose block is broken, or of a newer version: what was told in them is not known. */
  unreadable: number[];
}

const blockRow = z.object({ hour: z.number(), block: z.instanceof(Buffer) });

/**
 * All points of some kinds in a stretch of time, each once, in order. In a transaction that sees one state of all, if others write and
 * pack meanwhile.
 * @param charger its number
 * @param kinds all, if null
 */
export async function readPointsIn(
  sql: Sql,
  charger: number,
  stretch: Stretch,
  kinds: ReadonlySet<number> | null,
): Promise<ReadPoints> {
  const packedUntil = (await readMark(sql))?.packedUntil ?? 0;
  const blocks = await blocksIn(sql, charger, stretch, packedUntil);
  const open = { ...stretch, from: Math.max(stretch.from, packedUntil) };
  const loose = [
    ...(await looseRowsIn(sql, "history_late", charger, stretch, kinds)),
    ...(await looseRowsIn(sql, "history_hot", charger, open, kinds)),
  ];
  return together(blocks, loose, stretch, kinds);
}

function blocksIn(sql: Sql, charger: number, { from, to }: Stretch, packedUntil: number) {
  const last = hourOf(Math.min(to, packedUntil) - 1);
  return sql.rows(
    blockRow,
    "select hour, block from history_blocks where charger = $1 and hour >= $2 and hour <= $3 order by hour",
    [charger, hourOf(from), last],
  );
}

/** What is in no block, as it was told. */
export function looseRowsIn(
  sql: Sql,
  table: "history_hot" | "history_late" | "history_personal",
  charger: number,
  { from, to }: Stretch,
  kinds: ReadonlySet<number> | null,
): Promise<ToldPoint[]> {
  if (from >= to) return Promise.resolve([]);
  const [ofKinds, values] = kinds === null ? ["", []] : ["and kind = any($4)", [[...kinds]]];
  return sql.rows(
    looseRow,
    `select ${looseColumns} from ${table} where charger = $1 and at >= $2 and at < $3 ${ofKinds}`,
    [charger, from, to, ...values],
  );
}

function together(
  blocks: readonly z.infer<typeof blockRow>[],
  loose: readonly ToldPoint[],
  { from, to }: Stretch,
  kinds: ReadonlySet<number> | null,
): ReadPoints {
  const points = new Map<number, Point[]>();
  const unreadable: number[] = [];
  for (const { hour, block } of blocks) {
    const found = unpacked(block, kinds);
    if (found === null) unreadable.push(hour);
    else append(points, found, { from, to }, hour);
  }
  if (loose.length === 0) return { points, unreadable };
  const touched = new Set(loose.map(({ kind }) => kind));
  const known = new Map([...points].filter(([kind]) => touched.has(kind)));
  for (const kind of touched) points.delete(kind);
  for (const [kind, list] of merged(loose, known)) points.set(kind, list);
  return { points, unreadable };
}

/** Null: the block is broken, or of a newer version. */
export function unpacked(block: Buffer, kinds: ReadonlySet<number> | null): Points | null {
  try {
    return unpackBlock(block, kinds ?? undefined);
  } catch {
    // Where it is read it is told as unreadable, and the rest is shown.
    return null;
  }
}

/** Blocks come in order, and so do the points in them. */
function append(points: Map<number, Point[]>, found: Points, { from, to }: Stretch, hour: number): void {
  const isWhole = from <= hour * hourUs && to >= (hour + 1) * hourUs;
  for (const [kind, list] of found) {
    const some = isWhole ? list : list.filter(({ at }) => at >= from && at < to);
    const before = points.get(kind);
    if (before === undefined) points.set(kind, [...some]);
    else for (const point of some) before.push(point);
  }
}
