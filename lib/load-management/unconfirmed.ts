import { backOffMs } from "../domain/back-off";
import { type ConnectedCharger, commandOf, isOver } from "./commands";
import type { FuseTree } from "./sharing/capacity";
import { confirmMs, type LoadCharger, type LoadCommand, repeats } from "./types";

/** It was sent something and has not confirmed it in time: it may be at the old or the new, until it says so. */
export function isUnconfirmed(charger: LoadCharger, now: number): boolean {
  const last = charger.pending.at(-1);
  return last !== undefined && now - last.sentAt >= confirmMs;
}

/** When an unconfirmed charger is told again: after 15 s, then each time twice as long, up to 8 minutes. */
export function repeatAt(charger: LoadCharger): number {
  const last = charger.pending.at(-1);
  return (last?.sentAt ?? 0) + backOffMs(repeats, Math.max(charger.attempts - 1, 0));
}

/** Repeats the last command to an unconfirmed charger; nothing, if a line it may load is above its limit. */
export function repeat(fuses: FuseTree, connected: ConnectedCharger, now: number): LoadCommand[] {
  const { charger } = connected;
  const last = charger.pending.at(-1);
  const plugged = charger.demand !== "none" && charger.demand !== "paused";
  if (!last || !plugged || !charger.reachable || charger.quietUntil > now || now < repeatAt(charger)) return [];
  return [commandOf(charger, isOver(fuses, connected) ? { currentA: 0, terminals: null } : last.to)];
}
