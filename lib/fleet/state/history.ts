const hourMs = 3_600_000;
const firstSize = 8;
/** Most points that one charger keeps of its last hour. */
export const mostPoints = 300;

/** Power in W and the readings of current in A; NaN: not known. */
export type Sample = readonly [powerW: number, current1A: number, current2A: number, current3A: number];

/**
 * The last hour of one charger, a point per change, 24 bytes each. One point from before the hour is kept, since its values
 * held into it. When it is full, every four neighbours become the two among them with the least and the most power.
 */
export class History {
  private ats = new Float64Array(firstSize);
  private values = new Float32Array(firstSize * 4);
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Adds a point; one at the same instant is replaced, an earlier instant than the last is not taken. */
  add(at: number, sample: Sample): void {
    const last = this.count - 1;
    if (last >= 0) {
      const lastAt = this.ats[last] as number;
      if (at < lastAt || this.same(last, sample)) return;
      if (at === lastAt) {
        this.put(last, at, sample);
        return;
      }
    }
    this.forget(at - hourMs);
    if (this.count === mostPoints) this.thin();
    if (this.count === this.ats.length) this.grow();
    this.put(this.count, at, sample);
    this.count += 1;
  }

  at(index: number): number {
    return this.ats[index] ?? Number.NaN;
  }

  sample(index: number): Sample {
    const v = (i: number) => this.values[index * 4 + i] ?? Number.NaN;
    return [v(0), v(1), v(2), v(3)];
  }

  /** Drops all before `at` but the last of it. Cheap to call often: it moves memory only when a quarter can go. */
  private forget(at: number): void {
    let old = 0;
    while (old + 1 < this.count && (this.ats[old + 1] as number) <= at) old += 1;
    if (old * 4 >= this.count) this.drop(old);
  }

  /** The index of the first point that an hour before `now` still shows. */
  firstSince(now: number): number {
    let first = 0;
    while (first + 1 < this.count && (this.ats[first + 1] as number) <= now - hourMs) first += 1;
    return first;
  }

  private drop(points: number): void {
    if (points === 0) return;
    this.ats.copyWithin(0, points, this.count);
    this.values.copyWithin(0, points * 4, this.count * 4);
    this.count -= points;
  }

  private put(index: number, at: number, sample: Sample): void {
    this.ats[index] = at;
    const from = index * 4;
    this.values[from] = sample[0];
    this.values[from + 1] = sample[1];
    this.values[from + 2] = sample[2];
    this.values[from + 3] = sample[3];
  }

  private same(index: number, sample: Sample): boolean {
    for (let i = 0; i < 4; i += 1) {
      if (!Object.is(this.values[index * 4 + i], Math.fround(sample[i] as number))) return false;
    }
    return true;
  }

  private grow(): void {
    const size = Math.min(mostPoints, this.ats.length * 2);
    const ats = new Float64Array(size);
    const values = new Float32Array(size * 4);
    ats.set(this.ats.subarray(0, this.count));
    values.set(this.values.subarray(0, this.count * 4));
    this.ats = ats;
    this.values = values;
  }

  private thin(): void {
    let kept = 0;
    for (let start = 0; start < this.count; start += 4) {
      const end = Math.min(start + 4, this.count);
      let least = start;
      let most = start;
      for (let i = start + 1; i < end; i += 1) {
        if (this.rank(i) < this.rank(least)) least = i;
        if (this.rank(i) >= this.rank(most)) most = i;
      }
      for (const i of least === most ? [least] : [Math.min(least, most), Math.max(least, most)]) {
        this.ats[kept] = this.ats[i] as number;
        this.values.copyWithin(kept * 4, i * 4, i * 4 + 4);
        kept += 1;
      }
    }
    this.count = kept;
  }

  /** A gap ranks below every power, so that it survives. */
  private rank(index: number): number {
    const power = this.values[index * 4] as number;
    return Number.isNaN(power) ? -1 : power;
  }
}
