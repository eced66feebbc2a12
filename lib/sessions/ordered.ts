import { unreadable } from "../domain/charger/observation";
import type { Told, ToldTime } from "./types";

const byTime = (a: ToldTime, b: ToldTime): number => a.at - b.at || a.epoch - b.epoch || a.ownAt - b.ownAt;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In order of time; what was told otherwise at the same instant, by what it says. */
export function ordered<T extends ToldTime>(given: readonly T[], textOf: (one: T) => string, until: number): T[] {
  return given.filter(({ at }) => at <= until).sort((a, b) => byTime(a, b) || byText(textOf(a), textOf(b)));
}

export const toldText = ({ value }: Told): string => (value === unreadable ? "unreadable" : JSON.stringify(value));

/** The index of the first of an ascending list that is not before `at`. */
export function firstFrom<T>(list: readonly T[], at: number, timeOf: (one: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(list[middle] as T) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const at = (one: { at: number }) => one.at;

/** What of a list was told from `from` to `to`, both included. */
export function within<T extends { at: number }>(list: readonly T[], from: number, to: number): T[] {
  const found: T[] = [];
  for (let index = firstFrom(list, from, at); index < list.length; index += 1) {
    const one = list[index];
    if (one === undefined || one.at > to) break;
    found.push(one);
  }
  return found;
}

/** The last that was told up to `to`, with it. */
export function lastUntil<T extends { at: number }>(list: readonly T[], to: number): T | undefined {
  const next = firstFrom(list, to, at);
  let index = next;
  while (index < list.length && list[index]?.at === to) index += 1;
  return list[index - 1];
}
