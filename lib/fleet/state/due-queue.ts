/** What waits for its instant, soonest first: a binary heap in two arrays, so that 100,000 waiters cost no object each. */
export class DueQueue<T> {
  private readonly ats: number[] = [];
  private readonly items: T[] = [];

  get size(): number {
    return this.ats.length;
  }

  push(at: number, item: T): void {
    const { ats, items } = this;
    let i = ats.length;
    ats.push(at);
    items.push(item);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = ats[parent] as number;
      if (above <= at) break;
      ats[i] = above;
      items[i] = items[parent] as T;
      i = parent;
    }
    ats[i] = at;
    items[i] = item;
  }

  /** The instant of the next waiter; Infinity: none waits. */
  nextAt(): number {
    return this.ats[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the next waiter out; undefined: none waits. */
  pop(): T | undefined {
    const { ats, items } = this;
    const first = items[0];
    const at = ats.pop();
    const item = items.pop();
    if (at === undefined || item === undefined || ats.length === 0) return first;
    this.sink(at, item);
    return first;
  }

  private sink(at: number, item: T): void {
    const { ats, items } = this;
    const size = ats.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && (ats[child + 1] as number) < (ats[child] as number)) child += 1;
      if ((ats[child] as number) >= at) break;
      ats[i] = ats[child] as number;
      items[i] = items[child] as T;
      i = child;
    }
    ats[i] = at;
    items[i] = item;
  }
}
