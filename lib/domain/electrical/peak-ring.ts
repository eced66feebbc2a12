import type { Triple } from "../topology";
import type { LineSum, Peak } from "./phases-view";

const bucketMs = 300_000;
const buckets = 13;
const hourMs = 3_600_000;
const slots = buckets * 3;

/**
 * The largest current of each line in the last hour, kept in buckets of five minutes, so that an hour to an hour and five
 * minutes are in it. A sum holds until the next one is told. A time with an unknown part makes a peak "at least",
 * and of a range (IT) the least counts, "at least" where its most is above that.
 */
export class PeakRing {
  /** The start of the newest bucket, ms; bucket b of the last ones is slot b modulo their number. */
  private newest = -1;
  private readonly amps = new Float64Array(slots).fill(Number.NaN);
  /** The most that a line may have carried: more than `amps` where a sum is a range. */
  private readonly mosts = new Float64Array(slots).fill(Number.NaN);
  private readonly ats = new Float64Array(slots);
  /** Per bucket: for each line a bit where it was not wholly known. */
  private readonly doubts = new Uint8Array(buckets);
  private held: Triple<LineSum> | null = null;
  private readonly from: number;

  /** `from`: since when is watched, ms. */
  constructor(from: number) {
    this.from = from;
  }

  /** The sums are these from `now` on, ms. */
  add(lines: Triple<LineSum>, now: number): void {
    this.pass(now);
    this.held = lines;
    this.put(now);
  }

  /** The peaks of the hour before `now`, ms; null: nothing was known in it. */
  peaks(now: number): Triple<Peak | null> {
    this.pass(now);
    return [this.peak(0), this.peak(1), this.peak(2)];
  }

  /** Since when the peaks tell, ms: at most an hour ago. */
  peaksFrom(now: number): number {
    return Math.max(this.from, now - hourMs);
  }

  private peak(line: 0 | 1 | 2): Peak | null {
    let best = -1;
    let doubt = false;
    let most = 0;
    for (let b = 0; b < buckets; b += 1) {
      doubt ||= ((this.doubts[b] ?? 0) & (1 << line)) !== 0;
      const amps = this.amps[b * 3 + line] as number;
      most = Math.max(most, this.mosts[b * 3 + line] || 0);
      if (Number.isNaN(amps) || (best >= 0 && amps <= (this.amps[best] as number))) continue;
      best = b * 3 + line;
    }
    if (best < 0) return null;
    const currentA = this.amps[best] as number;
    return { currentA, at: this.ats[best] as number, atLeast: doubt || most > currentA };
  }

  /** Time has passed: what was held holds in the buckets since, too. */
  private pass(now: number): void {
    const start = Math.floor(now / bucketMs);
    if (this.newest < 0) this.newest = start;
    for (let b = Math.max(this.newest + 1, start - buckets + 1); b <= start; b += 1) {
      const slot = b % buckets;
      this.amps.fill(Number.NaN, slot * 3, slot * 3 + 3);
      this.mosts.fill(Number.NaN, slot * 3, slot * 3 + 3);
      this.doubts[slot] = 0;
      this.newest = b;
      this.put(b * bucketMs);
    }
  }

  private put(at: number): void {
    if (this.held === null) return;
    const slot = this.newest % buckets;
    for (const line of [0, 1, 2] as const) {
      const { currentA, atLeast, rangeA } = this.held[line];
      if (atLeast) this.doubts[slot] = (this.doubts[slot] ?? 0) | (1 << line);
      const i = slot * 3 + line;
      if (currentA === null) continue;
      const [least, most] = rangeA ?? [currentA, currentA];
      if (!(most <= (this.mosts[i] as number))) this.mosts[i] = most;
      if (least <= (this.amps[i] as number)) continue;
      this.amps[i] = least;
      this.ats[i] = at;
    }
  }
}
