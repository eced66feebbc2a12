import { z } from "zod";
import { hourOf, hourUs } from "../../domain/history/hours";
import { type Point, type Points, unpackBlock } from "../../history/block";
import { merged, type ToldPoint } from "../../history/merge";
import type { Database, Sql } from "../database/database";
import { lateColumns, lateRow } from "./fold";
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
 * All points of some kinds in a stretch of time, each once, in order.
 * @param charger its number
 * @param kinds all, if null
 */
export function readPoints(
  db: Database,
  charger: number,
  stretch: Stretch,
  kinds: ReadonlySet<number> | null,
): Promise<ReadPoints> {
  return db.transaction(async (sql) => {
    const packedUntil = (await readMark(sql))?.packedUntil ?? 0;
    const blocks = await blocksIn(sql, charger, stretch, packedUntil);
    const open = [
      ...(await looseRows(sql, "history_late", charger, stretch, kinds)),
      ...(await looseRows(
        sql,
        "history_hot",
        charger,
        { ...stretch, from: Math.max(stretch.from, packedUntil) },
        kinds,
      )),
    ];
    return together(blocks, open, stretch, kinds);
  }, "repeatable read");
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
function looseRows(
  sql: Sql,
  table: "history_hot" | "history_late" | "history_personal",
  charger: number,
  { from, to }: Stretch,
  kinds: ReadonlySet<number> | null,
): Promise<ToldPoint[]> {
  if (from >= to) return Promise.resolve([]);
  const [ofKinds, values] = kinds === null ? ["", []] : ["and kind = any($4)", [[...kinds]]];
  return sql.rows(
    lateRow,
    `select ${lateColumns} from ${table} where charger = $1 and at >= $2 and at < $3 ${ofKinds}`,
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

function unpacked(block: Buffer, kinds: ReadonlySet<number> | null): Points | null {
  try {
    return unpackBlock(block, kinds ?? undefined);
  } catch {
    // It is told as unreadable, and the rest is shown.
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
