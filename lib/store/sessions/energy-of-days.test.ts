import { expect, it } from "vitest";
import { quartersOfDay } from "../../domain/time/quarters-of-day";
import { type CountedSession, energyOfDays } from "./energy-of-days";

const dayMs = 86_400_000;
const quarterMs = 900_000;
const day = 20_500;
const t0 = day * dayMs;

const session = (fromMs: number, toMs: number | null, quarters: CountedSession["quarters"]): CountedSession => ({
  begin: fromMs * 1_000,
  end: toMs === null ? null : toMs * 1_000,
  quarters,
});
const of = (sessions: CountedSession[], last = day, until = t0) =>
  energyOfDays(sessions, { first: day, last }, until * 1_000);

it("adds up the sessions of a day, and tells what is estimated", () => {
  const [one, ...others] = of([
    session(t0, t0 + quarterMs * 2, [
      { at: t0, wh: 100, isEstimated: false },
      { at: t0 + quarterMs, wh: 50, isEstimated: true },
    ]),
    session(t0 + quarterMs + 1, t0 + quarterMs * 3, [{ at: t0 + quarterMs, wh: 7, isEstimated: false }]),
  ]);
  expect(others).toEqual([]);
  expect(one?.wh).toEqual([100, 57, ...Array(94).fill(0)]);
  expect(one?.estimated).toBe(`01${"0".repeat(94)}`);
});

it("knows nothing of quarter-hours in which one session's energy is unknown, and 0 is not that", () => {
  const [one] = of([
    session(t0, t0 + quarterMs, [{ at: t0, wh: 100, isEstimated: false }]),
    session(t0 + 1, t0 + 2 * quarterMs - 1, null),
  ]);
  expect(one?.wh.slice(0, 4)).toEqual([null, null, 0, 0]);
});

it("has a row for each day of a session, and for no other", () => {
  const days = of([session(t0 + dayMs - 1, t0 + 3 * dayMs, [])], day + 9);
  expect(days.map((one) => one.day)).toEqual([day, day + 1, day + 2, day + 3]);
  expect(of([session(t0 - dayMs, t0 + 3 * dayMs, [])], day + 1).map((one) => one.day)).toEqual([day, day + 1]);
});

it("of a session that goes on, knows as far as it has come", () => {
  const [one] = of([session(t0, null, null)], day, t0 + quarterMs);
  expect(one?.wh.slice(0, 3)).toEqual([null, null, 0]);
});

it.each([
  ["2026-03-29", 92],
  ["2026-10-25", 100],
  ["2026-11-27", 96],
])("holds every quarter-hour of %s in Berlin once: %i", (date, count) => {
  const quarters = quartersOfDay(date, "Europe/Berlin");
  expect(quarters).toHaveLength(count);
  const [from = 0, to = 0] = [quarters[0], quarters.at(-1)];
  const told = quarters.map((at, index) => ({ at, wh: index + 1, isEstimated: false }));
  const days = energyOfDays(
    [session(from, to + quarterMs, told)],
    { first: Math.floor(from / dayMs), last: Math.floor(to / dayMs) },
    0,
  );
  const read = quarters.map((at) => {
    const found = days.find((one) => one.day === Math.floor(at / dayMs));
    return found?.wh[Math.floor((at % dayMs) / quarterMs)];
  });
  expect(read).toEqual(told.map(({ wh }) => wh));
  expect(days.flatMap(({ wh }) => wh).reduce<number>((sum, wh) => sum + (wh ?? 0), 0)).toBe((count * (count + 1)) / 2);
});
