import { backOffMs } from "../../domain/back-off";
import type { ChargerMode } from "../../domain/charger/state";
import { isAllTerminals, type Terminals } from "../../domain/electrical/terminals";
import type { AllocationFacts } from "../../fleet/views/allocation-view";
import { noSession, type Session } from "../session-state";
import { noSetpoints, reported, type Setpoints } from "../setpoints";
import { type LoadCharger, repeats } from "../types";

/** The answer to a shown tag, on its way or given. */
export interface TagAnswer {
  tag: string;
  accepted: boolean;
  /** The request that it answers: when the charger began to ask. */
  askedAt: number;
  rid: string;
  sentAt: number;
  attempts: number;
  acknowledged: boolean;
}

/** What the allocation remembers of one charger between decisions. */
export interface Memory {
  setpoints: Setpoints;
  /** What it was decided by last; see `allocationKey`. */
  key: string | null;
  online: boolean;
  /** The allocation that was there before this dashboard spoke; as long as it is the newest, it is not our own word. Null: none seen yet. */
  foundAt: number | null;
  /** Since when it has not been online; null: it is, and has told its state since. */
  awaySince: number | null;
  /** When it was online again; null: not yet. */
  backAt: number | null;
  /** Of the car that the rest is remembered of; null: none known yet. */
  sessionId: string | null;
  mode: ChargerMode | null;
  /** When the mode became what it is, by the charger's clock. */
  modeSince: number;
  /** What it is allocated on, and when that became what it is. */
  allocatedOn: Terminals | null;
  allocatedOnSince: number;
  carPhases: 1 | 2 | null;
  session: Session;
  tagAnswer: TagAnswer | null;
}

export function newMemory(): Memory {
  return {
    setpoints: noSetpoints,
    key: null,
    online: false,
    foundAt: null,
    awaySince: null,
    backAt: null,
    sessionId: null,
    mode: null,
    modeSince: 0,
    allocatedOn: null,
    allocatedOnSince: 0,
    carPhases: null,
    session: noSession,
    tagAnswer: null,
  };
}

/** How long a charger that is back after a long absence may take to tell a new state; then its last one holds. */
const tellMs = 15_000;
/** Long enough for every phase of a car to have ramped up, ms. */
const settledMs = 20_000;

/** Brings the memory up to what is known now; to be called before each decision. */
export function remember(memory: Memory, facts: AllocationFacts, now: number): void {
  const mode = facts.mode?.value ?? null;
  forgetOther(memory, facts.sessionId);
  if (mode !== memory.mode) {
    memory.mode = mode;
    memory.modeSince = facts.mode?.at ?? 0;
  }
  const allocatedOn = facts.allocatedTerminals?.value ?? null;
  if (allocatedOn !== memory.allocatedOn) {
    memory.allocatedOn = allocatedOn;
    memory.allocatedOnSince = facts.allocatedTerminals?.at ?? 0;
  }
  if (memory.foundAt === null) memory.foundAt = facts.allocatedA?.at ?? 0;
  if (mode === "disconnected") memory.carPhases = null;
  else rememberCarPhases(memory, facts, now);
  rememberAbsence(memory, facts, now);
  const report = {
    allocation: allocationOf(facts),
    allocationAt: facts.allocatedA?.at ?? 0,
    mode,
    modeAt: facts.mode?.at ?? 0,
  };
  memory.setpoints = reported(memory.setpoints, report, now);
  // Whoever ends a pause wants the car to have current, whatever it was held back for before.
  if (mode === "finished" && facts.finalStop === true && memory.setpoints.holdUntil > 0)
    memory.setpoints = { ...memory.setpoints, holdUntil: 0 };
}

/** Another session is another car's, also where nobody told that the one before left. */
function forgetOther(memory: Memory, sessionId: string | null): void {
  if (sessionId === null || sessionId === "" || sessionId === memory.sessionId) return;
  if (memory.sessionId !== null) {
    memory.carPhases = null;
    memory.session = noSession;
  }
  memory.sessionId = sessionId;
}

function rememberAbsence(
  memory: Memory,
  { presence, mode, allocatedA, silentAfterMs }: AllocationFacts,
  now: number,
): void {
  if (presence.word !== "online") {
    memory.awaySince ??= presence.heardAt ?? 0;
    memory.backAt = null;
    return;
  }
  if (memory.awaySince === null) return;
  memory.backAt ??= now;
  const short = memory.backAt - memory.awaySince <= silentAfterMs;
  const told = Math.max(mode?.at ?? 0, allocatedA?.at ?? 0) > memory.awaySince;
  if (short || told || now - memory.backAt >= tellMs) memory.awaySince = null;
}

/** Given all phases for a while, the car draws on the first one or two alone: it has no others. What it draws is said when it changes. */
function rememberCarPhases(memory: Memory, facts: AllocationFacts, now: number): void {
  const { presence, mode, allocatedTerminals, terminals } = facts;
  if (mode?.value !== "charging" || presence.word !== "online") return;
  if (!isAllTerminals(allocatedTerminals?.value ?? null)) return;
  const [one, two, three] = terminals;
  if (!one || !two || !three) return;
  const since = Math.max(memory.modeSince, memory.allocatedOnSince);
  if (one.at < since || one.value < drawsA) return;
  if (three.value >= noneA) memory.carPhases = null;
  else if (two.value >= noneA && memory.carPhases === 1) memory.carPhases = null;
  if (now - since < settledMs || three.value >= noneA) return;
  if (two.value < noneA) memory.carPhases = 1;
  else if (two.value >= drawsA) memory.carPhases = 2;
}

/** So much is a car that charges; less than so much is none, in A. */
const drawsA = 4;
const noneA = 0.5;

/** When what is remembered should be looked at again, though nothing is heard; Infinity: no need. */
export function lookAgainAt(memory: Memory, now: number): number {
  if (memory.awaySince !== null && memory.backAt !== null) return memory.backAt + tellMs;
  const answer = memory.tagAnswer;
  if (memory.mode === "requesting" && answer !== null && !answer.acknowledged) return repeatTagAt(answer);
  // What a car draws and was served is looked at from time to time, since measurements make few decisions by themselves.
  return memory.mode === "charging" ? now + settledMs : Number.POSITIVE_INFINITY;
}

/** The allocation as reported; null: never. */
export function allocationOf({ allocatedA, allocatedTerminals }: AllocationFacts): LoadCharger["allocation"] {
  const told = allocatedTerminals?.value ?? null;
  return allocatedA && { currentA: allocatedA.value, terminals: told === "unknown" ? null : told };
}

/** When an unacknowledged answer to a tag is repeated. */
export function repeatTagAt({ sentAt, attempts }: TagAnswer): number {
  return sentAt + backOffMs(repeats, attempts - 1);
}
