import { isOver, type Placed, sendOf } from "./commands";
import type { Hall } from "./sharing/capacity";
import { confirmMs, type LoadCharger, type LoadSend } from "./types";

/** It was sent something and has not confirmed it in time: it may be at the old or the new, until it says so. */
export function isStuck(charger: LoadCharger, now: number): boolean {
  const last = charger.pending.at(-1);
  return last !== undefined && now - last.sentAt >= confirmMs;
}

/** When a stuck charger is told again: after 15 s, then each time twice as long, up to 8 minutes. */
export function repeatAt(charger: LoadCharger): number {
  const last = charger.pending.at(-1);
  return (last?.sentAt ?? 0) + confirmMs * 2 ** Math.min(Math.max(charger.attempts - 1, 0), 5);
}

/** Tells a stuck charger again what it was told last; nothing, if a line it may load is above its limit. */
export function repeat(hall: Hall, placed: Placed, now: number): LoadSend[] {
  const { charger } = placed;
  const last = charger.pending.at(-1);
  const plugged = charger.demand !== "none" && charger.demand !== "paused";
  if (!last || !plugged || !charger.reachable || charger.quietUntil > now || now < repeatAt(charger)) return [];
  return [sendOf(charger, isOver(hall, placed) ? { currentA: 0, terminals: null } : last.to)];
}
