import { inOrder, type Point, type Points } from "./block";

/** A point as it was told, which takes the place of those of the same name (kind, epoch and instants) that came before it. */
export interface ToldPoint extends Point {
  kind: number;
  /** Whole microseconds. */
  arrivedAt: number;
  /** What has this name is not so. */
  gone: boolean;
}

const inArrival = (a: ToldPoint, b: ToldPoint): number => inOrder(a, b) || a.arrivedAt - b.arrivedAt;

/**
 * What stands after all that was told, in any order and as often as you like: of each name what came last, unless that is gone.
 * @param known what stood before all of it
 */
export function merged(told: readonly ToldPoint[], known: Points = new Map()): Map<number, Point[]> {
  const byKind = new Map<number, ToldPoint[]>();
  for (const [kind, points] of known)
    byKind.set(
      kind,
      points.map((point) => ({ ...point, kind, arrivedAt: Number.NEGATIVE_INFINITY, gone: false })),
    );
  for (const one of told) {
    const list = byKind.get(one.kind);
    if (list === undefined) byKind.set(one.kind, [one]);
    else list.push(one);
  }
  const points = new Map<number, Point[]>();
  for (const [kind, list] of byKind) {
    const left = lastOfEach(list.sort(inArrival));
    if (left.length > 0) points.set(kind, left);
  }
  return points;
}

function lastOfEach(list: readonly ToldPoint[]): Point[] {
  const left: Point[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const { epoch, ownAt, at, raw, gone } = list[i] as ToldPoint;
    const next = list[i + 1];
    const isLast = next === undefined || inOrder(next, { epoch, ownAt, at }) !== 0;
    if (isLast && !gone) left.push({ epoch, ownAt, at, raw });
  }
  return left;
}
