import { hourUs } from "../lib/domain/history/hours";
import { ownKinds } from "../lib/domain/history/row";
import { randomFrom, uniform } from "../lib/domain/random";
import type { Point } from "../lib/history/block";

/** 2026-01-01, hours since 1970. */
export const firstHour = Date.UTC(2026, 0, 1) / 3_600_000;

/** How a charger tells: while a car charges, its power and currents after so many seconds at least and at most; slow values once an hour. */
export interface Mix {
  name: string;
  everyS: readonly [number, number];
  /** When on a day it charges, hours from midnight; never, if the same. */
  charges(charger: number, day: number): readonly [number, number];
  /** Ids that are told each hour. */
  slow: readonly number[];
}

const always = [0, 24] as const;
const hash = (a: number, b: number) => ((a * 7_919 + b * 104_729) % 1_000) / 1_000;

/** Charging all the time, and as history.md has it: one session of 4 to 8 h a day, three slow values an hour. */
export const dense: Mix = { name: "dense", everyS: [20, 60], charges: () => always, slow: [] };
export const sparse: Mix = {
  name: "sparse",
  everyS: [20, 60],
  charges(charger, day) {
    const begin = 14 * hash(charger, day);
    return [begin, begin + 4 + 4 * hash(day, charger)];
  },
  slow: [201, 270, 809],
};
/** A year of 1,000 chargers in 50 million values: a session of an hour every day, told every 105 seconds. */
export const yearly: Mix = {
  name: "yearly",
  everyS: [90, 120],
  charges(charger, day) {
    const begin = 18 * hash(charger, day);
    return [begin, begin + 1];
  },
  slow: [],
};

/** What one charger tells in one hour, by kind. */
export function hourOf(mix: Mix, charger: number, hour: number): Map<number, Point[]> {
  const random = randomFrom(`${mix.name}/${charger}/${hour}`);
  const points = new Map<number, Point[]>();
  const tell = (kind: number, at: number, raw: string) => {
    const list = points.get(kind) ?? [];
    list.push({ epoch: 1, ownAt: at, at, raw });
    points.set(kind, list);
  };
  const begin = hour * hourUs;
  if (hour === firstHour) tell(ownKinds.presence, begin, "online");
  const day = Math.floor((hour - firstHour) / 24);
  const [from, to] = mix.charges(charger, day);
  const midnight = (firstHour + day * 24) * hourUs;
  const [least, most] = mix.everyS;
  for (const kind of mix.slow)
    tell(kind, begin + Math.floor(uniform(random) * hourUs), (20 + 20 * uniform(random)).toFixed(3));
  let at = Math.max(begin, midnight + from * hourUs);
  const end = Math.min(begin + hourUs, midnight + to * hourUs);
  for (at += uniform(random) * most * 1e6; at < end; at += (least + (most - least) * uniform(random)) * 1e6) {
    const us = Math.floor(at);
    tell(513, us, String(Math.round(10_000 + 900 * uniform(random))));
    for (const kind of [507, 508, 509]) tell(kind, us, (14 + 2 * uniform(random)).toFixed(3));
  }
  return points;
}
