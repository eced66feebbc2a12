export type Stretch = readonly [from: number, to: number];

/** Stretches that touch or overlap as one, ascending. */
export function merged(stretches: readonly Stretch[]): [number, number][] {
  const all: [number, number][] = [];
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) all.push([from, to]);
  }
  return all;
}

/** What is in both; each ascending and apart. */
export function common(some: readonly Stretch[], others: readonly Stretch[]): [number, number][] {
  const both: [number, number][] = [];
  for (let i = 0, j = 0; i < some.length && j < others.length; ) {
    const [a, b] = [some[i] as Stretch, others[j] as Stretch];
    const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
    if (from < to) both.push([from, to]);
    if (a[1] < b[1]) i += 1;
    else j += 1;
  }
  return both;
}

/** The part of them that lies within a range. */
export const clipped = (stretches: readonly Stretch[], from: number, to: number): [number, number][] =>
  common(stretches, [[from, to]]);

/** How long they are together, ms. */
export const totalMs = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, [from, to]) => sum + to - from, 0);

/** The index of the last of some ascending instants that is not after `at`; -1: all are. */
export function lastNotAfter(instants: ArrayLike<number>, at: number): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The one that `at` lies in; ascending and apart. */
export function holding<T extends readonly [number, number, ...unknown[]]>(all: readonly T[], at: number): T | null {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle] as T)[0] <= at) low = middle + 1;
    else high = middle;
  }
  const found = all[low - 1];
  return found !== undefined && at < found[1] ? found : null;
}
