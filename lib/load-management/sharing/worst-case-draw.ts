import type { NetworkType, Triple } from "../../domain/topology";
import type { Allocation, LoadCharger } from "../types";
import { byLine, type Draw, drawOf, either, measuredDraw, noDraw, wholeDraw } from "./draw";

/** By its own word, else the entered maximum, in A. */
export function limitOfCharger(charger: LoadCharger): number {
  return charger.reportedMaxA ?? charger.maxCurrentA;
}

const nothing: Allocation = { currentA: 0, terminals: null };

/** The allocation that is in force by the charger's own word; null: it is charging on something it has not told. */
export function inForce(charger: LoadCharger): Allocation | null {
  const { demand, allocation, askedSince } = charger;
  if (demand === "none" || demand === "paused") return nothing;
  if (demand === "asking" || demand === "barred") {
    return allocation !== null && !askedSince ? allocation : nothing;
  }
  return allocation;
}

/** What the charger was told last, or is at; null: not known. */
export function commanded(charger: LoadCharger): Allocation | null {
  return charger.pending.at(-1)?.to ?? inForce(charger);
}

/** Cut off, it goes on with its allocation or changes to its offline current: the larger of both, on the phases of either. */
function cutOff(network: NetworkType, charger: LoadCharger): Draw {
  const { allocation, offlineCurrentA, offlineTerminals, rotation } = charger;
  const most = limitOfCharger(charger);
  const currentA = Math.max(allocation?.currentA ?? most, offlineCurrentA ?? most);
  const terminals = allocation?.terminals ?? null;
  if (terminals === null || offlineTerminals === null) return wholeDraw(network, rotation, currentA);
  return either(
    network,
    drawOf(network, rotation, { currentA, terminals }),
    drawOf(network, rotation, { currentA, terminals: offlineTerminals }),
  );
}

function byItsWord(network: NetworkType, charger: LoadCharger): Draw {
  if (charger.standAlone) return wholeDraw(network, charger.rotation, limitOfCharger(charger));
  if (!charger.reachable || charger.demand === "unknown") return cutOff(network, charger);
  const allocation = inForce(charger);
  if (allocation === null) return wholeDraw(network, charger.rotation, limitOfCharger(charger));
  return drawOf(network, charger.rotation, allocation, charger.carPhases);
}

/** A car has followed a new allocation, and its charger has told so, after so long, in ms (5 s by IEC 61851-1, 5 s to tell). */
export const followMs = 12_000;

/**
 * How far a measured current may lie above the allocation and mean nothing, in A: a charger tells a change of 200 W, and above
 * 7 kW of 500 W, spread over the phases it is on.
 */
function toleranceA(terminalsA: Triple<number>): number {
  const phases = Math.max(1, terminalsA.filter((amps) => amps >= 1).length);
  const powerW = 230 * terminalsA.reduce((sum, amps) => sum + amps, 0);
  return (powerW > 7_000 ? 500 : 200) / 230 / phases + 0.5;
}

/** What counts as drawn beyond everything that a charger is allocated, and how long it has had to follow; null: nothing is. */
function beyond(network: NetworkType, charger: LoadCharger): Draw | null {
  const { demand, measured, allocation, rotation, reachable, standAlone } = charger;
  const draws = demand === "charging" || demand === "ending";
  if (!draws || measured === null || allocation === null || !reachable || standAlone) return null;
  let allowed = drawOf(network, rotation, allocation);
  for (const { to } of charger.pending) allowed = either(network, allowed, drawOf(network, rotation, to));
  const draw = measuredDraw(network, rotation, measured.terminalsA);
  const is = byLine(network, draw);
  const may = byLine(network, allowed);
  const tolerance = toleranceA(measured.terminalsA);
  return is.some((amps, line) => amps > (may[line] ?? 0) + tolerance) ? draw : null;
}

/** Whether the car draws clearly more than allocated though it had the time to follow. */
export function isOverdrawing(network: NetworkType, charger: LoadCharger, now: number): boolean {
  return now - charger.allocatedAt >= followMs && beyond(network, charger) !== null;
}

/** When a charger would count as overdrawing if nothing changes; null: it would not, or does already. */
export function overdrawnAt(network: NetworkType, charger: LoadCharger, now: number): number | null {
  const at = charger.allocatedAt + followMs;
  return at > now && beyond(network, charger) !== null ? at : null;
}

/**
 * The most that a charger may draw now and until it is heard again: what it says is in force, anything that was sent and
 * is not settled, and what it was measured to draw beyond.
 */
export function worstCaseDraw(network: NetworkType, charger: LoadCharger, now: number): Draw {
  let draw = byItsWord(network, charger);
  for (const { to } of charger.pending) {
    const sent = drawOf(network, charger.rotation, to, charger.carPhases);
    if (sent !== noDraw) draw = either(network, draw, sent);
  }
  const over = now - charger.allocatedAt >= followMs ? beyond(network, charger) : null;
  return over === null ? draw : either(network, draw, over);
}
