import type { Span, Step } from "./steps";

/** What is known of a value within a stretch of time. */
export interface Bucket extends Step {
  /** For how long of it a value is known, ms. */
  knownMs: number;
}

/**
 * Cuts `from` to `to` (ms) into equal buckets. Every extreme is in one of them, however short it was; of a step that is summed up and
 * lies in several its extremes are in all. A bucket of which nothing is known is left out.
 * @param steps ascending, apart from each other
 */
export function bucketsOf(steps: readonly Step[], { from, to }: Span, count: number): Bucket[] {
  const width = (to - from) / count;
  const border = (index: number) => (index === count ? to : from + index * width);
  const buckets: Bucket[] = [];
  for (const step of steps) {
    let begin = Math.max(step.from, from);
    const end = Math.min(step.to, to);
    for (let index = Math.floor((begin - from) / width); begin < end; index += 1) {
      const until = Math.min(end, border(index + 1));
      if (until > begin) add(buckets, border(index), border(index + 1), step, until - begin);
      begin = Math.max(begin, until);
    }
  }
  for (const bucket of buckets) bucket.mean /= bucket.knownMs;
  return buckets;
}

/** The mean is a sum until all is in it. */
function add(buckets: Bucket[], from: number, to: number, { min, max, mean }: Step, knownMs: number): void {
  const last = buckets.at(-1);
  if (last?.from !== from) {
    buckets.push({ from, to, min, max, mean: mean * knownMs, knownMs });
    return;
  }
  last.min = Math.min(last.min, min);
  last.max = Math.max(last.max, max);
  last.mean += mean * knownMs;
  last.knownMs += knownMs;
}

/** Several buckets that follow each other as one, from the first to the last; null: there is none. */
export function joined(buckets: readonly Bucket[]): Bucket | null {
  const [first] = buckets;
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return null;
  const knownMs = buckets.reduce((sum, bucket) => sum + bucket.knownMs, 0);
  return {
    from: first.from,
    to: last.to,
    min: Math.min(...buckets.map(({ min }) => min)),
    max: Math.max(...buckets.map(({ max }) => max)),
    mean: buckets.reduce((sum, bucket) => sum + bucket.mean * bucket.knownMs, 0) / knownMs,
    knownMs,
  };
}
