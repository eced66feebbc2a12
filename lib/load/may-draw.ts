import type { NetworkType } from "../domain/topology";
import { type Draw, drawOf, either, noDraw, wholeDraw } from "./draw";
import type { Allocation, LoadCharger } from "./types";

/** 510, else the entered maximum, in A. */
export function limitOfCharger(charger: LoadCharger): number {
  return charger.reportedMaxA ?? charger.maxCurrentA;
}

/** The allocation that is in force by the charger's own word; null: it is charging on something it has not told. */
export function inForce(charger: LoadCharger): Allocation | null {
  const { demand, allocation, askedSince } = charger;
  if (demand === "none" || demand === "paused") return { currentA: 0, phaseId: null };
  if (demand === "asking" || demand === "barred") {
    return allocation !== null && !askedSince ? allocation : { currentA: 0, phaseId: null };
  }
  return allocation;
}

/** What the charger was told last, or is at; null: not known. */
export function commanded(charger: LoadCharger): Allocation | null {
  return charger.pending.at(-1)?.to ?? inForce(charger);
}

/** Cut off, it goes on with its allocation or changes to its offline current: the larger of both, on the phases of either. */
function cutOff(network: NetworkType, charger: LoadCharger): Draw {
  const { allocation, offlineCurrentA, offlinePhase, rotation } = charger;
  const most = limitOfCharger(charger);
  const currentA = Math.max(allocation?.currentA ?? most, offlineCurrentA ?? most);
  const phaseId = allocation?.phaseId ?? null;
  if (phaseId === null || offlinePhase === null) return wholeDraw(network, rotation, currentA);
  return either(
    network,
    drawOf(network, rotation, { currentA, phaseId }),
    drawOf(network, rotation, { currentA, phaseId: offlinePhase }),
  );
}

function byItsWord(network: NetworkType, charger: LoadCharger): Draw {
  if (charger.standAlone) return wholeDraw(network, charger.rotation, limitOfCharger(charger));
  if (!charger.reachable || charger.demand === "unknown") return cutOff(network, charger);
  const allocation = inForce(charger);
  if (allocation === null) return wholeDraw(network, charger.rotation, limitOfCharger(charger));
  return drawOf(network, charger.rotation, allocation);
}

/**
 * The most that a charger may draw now and until it is heard again: what it says is in force, or anything that was sent and
 * is not settled.
 */
export function mayDraw(network: NetworkType, charger: LoadCharger): Draw {
  let draw = byItsWord(network, charger);
  for (const { to } of charger.pending) {
    const sent = drawOf(network, charger.rotation, to);
    if (sent !== noDraw) draw = either(network, draw, sent);
  }
  return draw;
}
