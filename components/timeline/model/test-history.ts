import type { ChargerHistory, HistorySeries } from "../../../lib/contract/history";

/** An answer about ten buckets of 10 ms from instant 0, of which nothing is known but what is given. */
export const historyOf = (more: Partial<ChargerHistory> = {}): ChargerHistory => ({
  deviceId: "ZPR000001",
  from: 0,
  to: 100,
  until: 100,
  bucketMs: 10,
  series: [],
  unknown: [],
  states: [],
  online: [],
  presence: [],
  events: null,
  commands: [],
  sample: [],
  unreadable: [],
  ...more,
});

/** A number that was `value` all the time but in `gaps`, and so in the buckets that no gap covers. */
export function seriesOf(key: string, value: number, gaps: [number, number][] = []): HistorySeries {
  const covered = (at: number) => gaps.some(([from, to]) => from <= at && to >= at + 10);
  const buckets = Array.from({ length: 10 }, (_, n) => n * 10)
    .filter((at) => !covered(at))
    .map((at): [number, number, number, number] => [at, value - 1, value + 1, value]);
  return { key, group: "measurements", unit: null, buckets, gaps };
}
