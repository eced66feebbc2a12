import type { Command } from "../../domain/command/command";
import { type CommandEvidence, noEvidence } from "../../domain/command/command-evidence";
import type { ChargerOrder } from "../../protocol/charger-order";

/** A command, with what is needed to follow it. */
export interface TrackedCommand {
  command: Command;
  /** Proof counts from here, ms; Infinity: it has not gone out. */
  publishedAt: number;
  /** How long its answer is waited for, ms; null: its charger gives none. */
  answerMs: number | null;
  /** When it came from the store, ms; 0: given through this process. */
  restoredAt: number;
  evidence: CommandEvidence;
  /** The evidence is whole since the request: noted here, or stored. */
  evidenceKept: boolean;
  /** What goes out once the effect of the first order was seen; null: nothing more does. */
  next: ChargerOrder | null;
  /** Since when that effect has been seen, ms; 0: it has not. */
  firstSeenAt: number;
  /** It has ended without an effect: until then what the charger tells is still looked at, ms. */
  followedUntil: number;
}

/** What is to be stored so that a restart neither loses nor invents a proof: plain data, see `commandEvidence`. */
export function evidenceOf(entry: TrackedCommand): CommandEvidence {
  return structuredClone(entry.evidence);
}

/**
 * Takes what was stored of a command that has just been restored, before anything is judged by it. Null: nothing was stored.
 * Then nothing counts that came before, but what its course says itself: one that waits for current has resumed.
 */
export function withEvidence(entry: TrackedCommand, stored: CommandEvidence | null): void {
  const resumed = entry.command.waiting === "current";
  entry.evidenceKept = stored !== null;
  entry.evidence = stored === null ? { ...noEvidence, flagSeen: resumed, resumed } : structuredClone(stored);
}

/** The stage that a command is in now. */
export function stageOf(command: Command): Command["course"][number]["stage"] {
  return command.course[command.course.length - 1]?.stage ?? "requested";
}

/** Whether a command has not ended yet. */
export function isOpen(command: Command): boolean {
  const stage = stageOf(command);
  return stage === "requested" || stage === "published" || stage === "acknowledged";
}

/** When a stage was reached, ms; null: it was not. */
export function stageAt(command: Command, stage: Command["course"][number]["stage"]): number | null {
  return command.course.find((step) => step.stage === stage)?.at ?? null;
}
