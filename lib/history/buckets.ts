import type { Span, Step } from "./steps";

/** What is known of a value within a stretch of time. */
export interface Bucket extends Span {
  min: number;
  max: number;
  /** By time: each value counts for as long as it held. */
  mean: number;
  /** For how long of it a value is known, ms. */
  knownMs: number;
}

/**
 * Cuts `from` to `to` (ms) into equal buckets. Every extreme is in one of them, however short it was. A bucket of which nothing is known is
 * left out.
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
      if (until > begin) add(buckets, { from: border(index), to: border(index + 1) }, step.value, until - begin);
      begin = Math.max(begin, until);
    }
  }
  for (const bucket of buckets) bucket.mean /= bucket.knownMs;
  return buckets;
}

/** The mean is a sum until all is in it. */
function add(buckets: Bucket[], span: Span, value: number, knownMs: number): void {
  const last = buckets.at(-1);
  if (last?.from !== span.from) {
    buckets.push({ ...span, min: value, max: value, mean: value * knownMs, knownMs });
    return;
  }
  last.min = Math.min(last.min, value);
  last.max = Math.max(last.max, value);
  last.mean += value * knownMs;
  last.knownMs += knownMs;
}
