import { legsOf } from "../../domain/electrical/phase";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import { observed, sessionPart } from "../session-state";
import type { Demand, LoadCharger } from "../types";
import { allocationOf, type Memory } from "./charger-memory";

/** What it measures while it charges; null: not known, or not said since it began. A terminal that is not wired says nothing. */
function measuredOf({ mode, terminals, rotation, network }: AllocationFacts): LoadCharger["measured"] {
  if (mode?.value !== "charging") return null;
  const legs = legsOf(network, rotation);
  const amps: [number, number, number] = [0, 0, 0];
  let at = 0;
  for (const i of [0, 1, 2] as const) {
    const reading = terminals[i];
    if (reading) {
      amps[i] = reading.value;
      at = Math.max(at, reading.at);
    } else if (legs[i] !== null) return null;
  }
  return at >= mode.at ? { terminalsA: amps, at } : null;
}

/** Whether the charger may be allocated: it requires no tag, or was told that its tag is granted, for this very request. */
function isCleared({ authenticationRequired, tag }: AllocationFacts, { tagAnswer, modeSince }: Memory): boolean {
  if (authenticationRequired !== true) return true;
  const answered = tagAnswer?.acknowledged === true && tagAnswer.accepted;
  return answered && tag?.accepted === true && tagAnswer.tag === tag.tag && tagAnswer.askedAt === modeSince;
}

function demandOf(facts: AllocationFacts, memory: Memory): Demand {
  switch (facts.mode?.value) {
    case "disconnected":
      return "none";
    case "requesting":
      return isCleared(facts, memory) ? "asking" : "barred";
    case "charging":
      return facts.finalStop === true ? "ending" : "charging";
    case "finished":
      return facts.finalStop === true ? "paused" : "finished";
    default:
      return "unknown";
  }
}

/** A charger as the load management takes it, with what is now remembered of its session. `circuitId` is that of the installation the facts are of. */
export function loadChargerOf(facts: AllocationFacts, memory: Memory, circuitId: string, now: number): LoadCharger {
  const { entry, allocatedA, mode } = facts;
  const { setpoints } = memory;
  const seen = {
    deviceId: facts.deviceId,
    circuitId,
    rotation: facts.rotation,
    maxCurrentA: entry.maxCurrentA,
    minCurrentA: entry.minCurrentA,
    reportedMaxA: facts.maxCurrentA,
    reportedMinA: facts.minCurrentA,
    maxPhases: facts.maxPhases,
    offlineTerminals: facts.offlineTerminals,
    offlineCurrentA: facts.offlineCurrentA,
    standAlone: facts.standAlone,
    reachable: facts.presence.word === "online" && !facts.inDoubt && memory.awaySince === null,
    demand: demandOf(facts, memory),
    since: facts.stateSince,
    allocation: allocationOf(facts),
    askedSince: mode?.value === "requesting" && mode.at > Math.max(allocatedA?.at ?? 0, setpoints.settledFor),
    proven: setpoints.proven || (allocatedA !== null && allocatedA.at !== memory.foundAt),
    pending: setpoints.pending,
    attempts: setpoints.attempts,
    holdUntil: setpoints.holdUntil,
    quietUntil: setpoints.quietUntil,
    carPhases: memory.carPhases,
    priority: entry.priority,
    measured: measuredOf(facts),
  };
  memory.session = observed(memory.session, facts.network, seen, now);
  return { ...seen, ...sessionPart(memory.session) };
}
